/**
 * The numbered steps from one version of the document's shape to the next. They work on plain JSON that nobody has
 * checked: what is there already they leave as it is, and the schema judges the outcome.
 */

type Json = Readonly<Record<string, unknown>>

/** A step from one version of the document's shape to the next. Pure; receives and returns plain JSON. */
export type Migration = (document: Record<string, unknown>) => Record<string, unknown>

const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const withEach = (records: unknown, added: () => Json): unknown =>
  isRecord(records)
    ? Object.fromEntries(
        Object.entries(records).map(([id, record]) => [
          id,
          isRecord(record) ? { ...added(), ...record } : record,
        ]),
      )
    : records

/**
 * Version 2 knows the board's template, what the user says of takes, the prompt's parts, the motion, a shot's status
 * and locked labels, and takes that remember their request. Nothing of these says anything yet, so that every shot
 * asks for the very clip that it asked for before.
 */
const toVersion2: Migration = ({ shots, takes, ...document }) => ({
  template: { style: '', camera: '', quality: '', safety: '' },
  takeMarks: {},
  ...document,
  shots: withEach(shots, () => ({
    labelLocked: false,
    status: 'todo',
    promptParts: { subject: '', scene: '', action: '', camera: '', style: '', constraints: '' },
    motion: null,
  })),
  takes: withEach(takes, () => ({ request: null })),
})

/** Migrations by the version they start from. */
export const migrations: Readonly<Record<number, Migration>> = { 1: toVersion2 }
