import type { z } from 'zod'
import { documentSchema, documentVersion, type BoardDocument, type Shot } from './document.ts'
import { totalSeconds } from './board.ts'
import { gapSecondsTotal } from './endpoints.ts'
import type { AssetId, SceneId, ShotId } from './ids.ts'
import { nextLabel } from './labels.ts'
import { migrations, type Migration } from './migrations.ts'

export type { Migration } from './migrations.ts'

/**
 * From text to document: parse, migrate, validate, repair. Loading is repair: what can be put right without losing
 * anything is, and is reported; what cannot makes the text `damaged`, and the caller opens an older state.
 */

/** Something that was put right while opening, as a sentence. */
export type Repair = string

/** What came of a text. `migratedFrom` is the version it had, where that was an older one. */
export type Opening =
  | {
      readonly kind: 'opened'
      readonly document: BoardDocument
      readonly repairs: readonly Repair[]
      readonly migratedFrom: number | null
    }
  | { readonly kind: 'too-new'; readonly version: number; readonly readable: BoardDocument | null }
  | { readonly kind: 'damaged'; readonly why: string }

/**
 * Opens the text of a `boardwright.json`.
 * @param steps migrations to use; the program's own unless a test brings others.
 * @param current version that the steps lead to.
 */
export const openDocument = (
  text: string,
  steps: Readonly<Record<number, Migration>> = migrations,
  current: number = documentVersion,
): Opening => {
  const parsed = parse(text)
  if ('why' in parsed) return { kind: 'damaged', why: parsed.why }
  const { json } = parsed
  if (json['format'] !== 'boardwright') return { kind: 'damaged', why: 'it is not a Boardwright document' }
  const version = json['version']
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1)
    return { kind: 'damaged', why: 'its version is missing' }
  if (version > current) {
    // What this program understands of a newer document may still be looked at.
    const readable = documentSchema.safeParse({ ...json, version: documentVersion })
    return {
      kind: 'too-new',
      version,
      readable: readable.success ? repairDocument(readable.data).document : null,
    }
  }

  let migrated = json
  for (let from = version; from < current; from++) {
    const step = steps[from]
    if (!step) return { kind: 'damaged', why: `no way leads from version ${from} to ${from + 1}` }
    try {
      migrated = { ...step(structuredCopy(migrated)), version: from + 1 }
    } catch (error) {
      return {
        kind: 'damaged',
        why: `bringing it from version ${from} to ${from + 1} failed: ${String(error)}`,
      }
    }
  }
  // A test may migrate to versions beyond the program's own; the shape is checked as the program's.
  const checked = documentSchema.safeParse({ ...migrated, version: documentVersion })
  if (!checked.success) return { kind: 'damaged', why: describeIssue(checked.error) }
  const twice = idTwice(text, checked.data)
  if (twice !== null) return { kind: 'damaged', why: `${twice} stands in it twice` }
  const { document, repairs } = repairDocument(checked.data)
  return { kind: 'opened', document, repairs, migratedFrom: version < current ? version : null }
}

/**
 * The document in a text whose very bytes have been opened or written by this program before, without checking it
 * again. Null where it is of another version after all.
 */
export const openTrusted = (text: string): BoardDocument | null => {
  const parsed = parse(text)
  if ('why' in parsed || parsed.json['version'] !== documentVersion) return null
  return parsed.json as unknown as BoardDocument
}

const parse = (text: string): { json: Record<string, unknown> } | { why: string } => {
  const body = text.codePointAt(0) === 0xfeff ? text.slice(1) : text
  if (body.trim() === '') return { why: 'it is empty' }
  try {
    const json: unknown = JSON.parse(body)
    if (typeof json !== 'object' || json === null || Array.isArray(json))
      return { why: 'it is not a JSON object' }
    return { json: json as Record<string, unknown> }
  } catch (error) {
    return { why: `it is not valid JSON (${error instanceof Error ? error.message : String(error)})` }
  }
}

const structuredCopy = (json: Record<string, unknown>) =>
  JSON.parse(JSON.stringify(json)) as Record<string, unknown>

const describeIssue = (error: z.ZodError): string => {
  const issue = error.issues[0]
  return issue ? `${issue.path.join('.') || 'the document'}: ${issue.message}` : 'its shape is wrong'
}

// JSON keeps the last of two members with one name and drops the other without a word, which after a merge gone wrong
// is a shot or a paid take. Quotes within strings are escaped, so that only member names are found here.
const idTwice = (text: string, document: BoardDocument): string | null => {
  const { scenes, shots, assets, takes, takeMarks } = document
  const expected = [scenes, shots, assets, takes, takeMarks].flatMap((records) => Object.keys(records))
  const found = text.match(/"(?:(?:scn|sht|tak)_[0-9a-z]{12}|[0-9a-f]{64})"\s*:/g) ?? []
  if (found.length === expected.length) return null
  const due = new Map<string, number>()
  for (const id of expected) due.set(id, (due.get(id) ?? 0) + 1)
  for (const member of found) {
    const id = member.slice(1, member.lastIndexOf('"'))
    const left = (due.get(id) ?? 0) - 1
    if (left < 0) return id
    due.set(id, left)
  }
  return null
}

// A reference is any string, `constructor` and `__proto__` too: only a record of the document's own counts.
const holds = (records: Readonly<Record<string, unknown>>, id: string): boolean => Object.hasOwn(records, id)

/**
 * Puts a document's references in order without losing a shot or a take: lists name every record once, gaps fit
 * their keyframes, nothing points nowhere. Takes of shots that are gone stay, and so does what the user said of takes
 * that are gone.
 */
export const repairDocument = (opened: BoardDocument): { document: BoardDocument; repairs: Repair[] } => {
  const repairs: Repair[] = []
  const document: BoardDocument = { ...opened }
  for (const name of ['scenes', 'shots', 'assets', 'takes'] as const) {
    const wrong = Object.entries(document[name]).filter(([id, record]) => record.id !== id)
    if (wrong.length === 0) continue
    repairs.push(
      `${wrong.length} of the ${name} stood under another id than their own; the record's place decides.`,
    )
    const mended = Object.fromEntries(
      Object.entries(document[name]).map(([id, record]) => [id, { ...record, id }]),
    )
    Object.assign(document, { [name]: mended })
  }
  repairOrder(document, repairs)
  repairShots(document, repairs)
  return { document, repairs }
}

// Repair is pure and makes no random ids; a board that has lost all its scenes gets this one.
const recoveredSceneId = 'scn_000000000000' as SceneId

const repairOrder = (document: BoardDocument, repairs: Repair[]) => {
  const sceneIds = unique(document.sceneIds).filter((id) => holds(document.scenes, id))
  const listed = new Set(sceneIds)
  const forgotten = (Object.keys(document.scenes) as SceneId[]).filter((id) => !listed.has(id))
  if (sceneIds.length !== document.sceneIds.length || forgotten.length > 0) {
    repairs.push('The order of the scenes was put right.')
    document.sceneIds = [...sceneIds, ...forgotten]
  }
  const placed = new Set<ShotId>()
  let shifted = false
  const scenes = { ...document.scenes }
  for (const sceneId of document.sceneIds) {
    const scene = scenes[sceneId]
    if (!scene) continue
    const shotIds = scene.shotIds.filter(
      (id) => holds(document.shots, id) && !placed.has(id) && placed.add(id),
    )
    if (shotIds.length === scene.shotIds.length) continue
    shifted = true
    scenes[sceneId] = { ...scene, shotIds }
  }
  const homeless = (Object.keys(document.shots) as ShotId[]).filter((id) => !placed.has(id))
  if (homeless.length > 0) {
    shifted = true
    if (document.sceneIds.length === 0) document.sceneIds = [recoveredSceneId]
    const lastId = document.sceneIds.at(-1) ?? recoveredSceneId
    const last = scenes[lastId] ?? { id: recoveredSceneId, title: 'Recovered', shotIds: [] }
    scenes[lastId] = { ...last, shotIds: [...last.shotIds, ...homeless] }
    repairs.push(`${homeless.length} shots that no scene listed were put at the end of the last scene.`)
  }
  if (shifted) {
    document.scenes = scenes
    repairs.push('The order of the shots was put right.')
  }
}

const repairShots = (document: BoardDocument, repairs: Repair[]) => {
  const labels = new Set<string>()
  const changed: BoardDocument['shots'] = {}
  const known = (use: { assetId: AssetId }) => holds(document.assets, use.assetId)
  const freeLabel = freeLabels(Object.values(document.shots))
  for (const shot of Object.values(document.shots)) {
    let mended = shot
    const { keyframes, gaps } = shot.frames
    const gapCount = Math.max(0, keyframes.length - 1)
    if (gaps.length !== gapCount) {
      const filled = [...gaps, ...Array.from({ length: gapCount }, () => ({ seconds: 1, prompt: '' }))].slice(
        0,
        gapCount,
      )
      mended = { ...mended, frames: { keyframes, gaps: filled } }
      repairs.push(`Shot ${shot.label}: its gaps were fitted to its keyframes.`)
    }
    if (totalSeconds(mended.frames.gaps) > gapSecondsTotal) {
      const even = Math.floor(gapSecondsTotal / gapCount)
      const shortened = mended.frames.gaps.map((gap) => ({ ...gap, seconds: Math.min(gap.seconds, even) }))
      mended = { ...mended, frames: { ...mended.frames, gaps: shortened } }
      repairs.push(`Shot ${shot.label}: its gaps were shortened to ${gapSecondsTotal} s in all.`)
    }
    if (shot.image.picture && !known(shot.image.picture)) {
      mended = { ...mended, image: { ...mended.image, picture: null } }
      repairs.push(`Shot ${shot.label}: its picture is not in the library any more.`)
    }
    if (!shot.frames.keyframes.every(known)) {
      mended = { ...mended, frames: withoutUnknown(mended.frames, known) }
      repairs.push(`Shot ${shot.label}: keyframes whose image is not in the library were taken out.`)
    }
    if (!shot.elements.items.every(known)) {
      mended = { ...mended, elements: { ...mended.elements, items: mended.elements.items.filter(known) } }
      repairs.push(`Shot ${shot.label}: elements whose image is not in the library were taken out.`)
    }
    const circled = shot.circledTakeId
    if (
      circled !== null &&
      !(holds(document.takes, circled) && document.takes[circled]?.shotId === shot.id)
    ) {
      mended = { ...mended, circledTakeId: null }
      repairs.push(`Shot ${shot.label}: its circled take does not exist any more.`)
    } else if (circled !== null && document.takeMarks[circled]?.binned) {
      mended = { ...mended, circledTakeId: null }
      repairs.push(`Shot ${shot.label}: its circled take is in the bin.`)
    }
    if (labels.has(shot.label.toLowerCase())) {
      const label = freeLabel()
      mended = { ...mended, label }
      repairs.push(`Two shots were labelled ${shot.label}; one of them is ${label} now.`)
    }
    labels.add(mended.label.toLowerCase())
    if (mended !== shot) changed[shot.id] = mended
  }
  if (Object.keys(changed).length > 0) document.shots = { ...document.shots, ...changed }
}

// Counts on from the highest number, once for the whole board: a hostile one may repeat a label a million times.
const freeLabels = (shots: readonly Shot[]): (() => string) => {
  const taken = new Set(shots.map((shot) => shot.label.toLowerCase()))
  let last = nextLabel(shots.map((shot) => shot.label))
  let first = true
  return () => {
    do {
      if (!first) last = String(Number(last) + 10)
      first = false
    } while (taken.has(last))
    return last
  }
}

const withoutUnknown = (
  frames: BoardDocument['shots'][ShotId]['frames'],
  known: (use: { assetId: AssetId }) => boolean,
) => {
  const gaps = [...frames.gaps]
  const keyframes = [...frames.keyframes]
  for (let at = keyframes.length - 1; at >= 0; at--) {
    const keyframe = keyframes[at]
    if (!keyframe || known(keyframe)) continue
    keyframes.splice(at, 1)
    if (gaps.length > 0) gaps.splice(Math.max(0, at - 1), 1)
  }
  return { keyframes, gaps }
}

const unique = <Value>(list: readonly Value[]): Value[] => [...new Set(list)]

/**
 * The text of a document: JSON indented by two spaces, records sorted by id, members in the order of the schema, a
 * newline at the end. The same document always yields the same text.
 */
export const serialiseDocument = (document: BoardDocument): string =>
  createSerialiser((text) => text)(document).join('')

/**
 * `serialiseDocument` in pieces, for a document that is saved again and again. The piece of a record is made once,
 * since a change leaves the records that it does not touch as they are.
 * @param pieceOf makes what the caller puts together: text, or bytes.
 */
export const createSerialiser = <Piece>(
  pieceOf: (text: string) => Piece,
): ((document: BoardDocument) => Piece[]) => {
  const made = new WeakMap<object, Piece>()
  const comma = pieceOf(',\n')
  const recordPiece = (id: string, record: object): Piece => {
    const known = made.get(record)
    if (known !== undefined) return known
    const piece = pieceOf(`    ${JSON.stringify(id)}: ${indented(record, 4)}`)
    made.set(record, piece)
    return piece
  }
  const recordPieces = (name: string, records: Readonly<Record<string, object>>, ending: string): Piece[] => {
    const sorted = Object.entries(records).toSorted(([one], [other]) => (one < other ? -1 : 1))
    if (sorted.length === 0) return [pieceOf(`  "${name}": {}${ending}`)]
    const pieces = sorted.flatMap(([id, record], at) =>
      at === 0 ? [recordPiece(id, record)] : [comma, recordPiece(id, record)],
    )
    return [pieceOf(`  "${name}": {\n`), ...pieces, pieceOf(`\n  }${ending}`)]
  }
  return ({ scenes, shots, assets, takes, takeMarks, ...head }) => {
    const { format, version, id, title, aspect, template, sceneIds } = head
    const top = indented({ format, version, id, title, aspect, template, sceneIds }, 0)
    return [
      pieceOf(`${top.slice(0, -2)},\n`),
      ...recordPieces('scenes', scenes, ',\n'),
      ...recordPieces('shots', shots, ',\n'),
      ...recordPieces('assets', assets, ',\n'),
      ...recordPieces('takes', takes, ',\n'),
      ...recordPieces('takeMarks', takeMarks, '\n}\n'),
    ]
  }
}

// Line breaks within strings are escaped, so every one found here is the layout's.
const indented = (value: object, spaces: number): string =>
  JSON.stringify(value, null, 2)
    .split('\n')
    .join(`\n${' '.repeat(spaces)}`)
