import { totalSeconds } from '../../../shared/domain/board.ts'
import {
  defaultFraming,
  elementRoles,
  textLimit,
  type ElementRole,
  type Framing,
} from '../../../shared/domain/document.ts'
import {
  elementCount,
  gapSeconds,
  gapSecondsTotal,
  keyframeCount,
  promptLimit,
  type Aspect,
  type ClipSeconds,
  type IngredientsMode,
  type Model,
  type Resolution,
} from '../../../shared/domain/endpoints.ts'
import { characterCount, cleanPrompt } from '../../../shared/domain/text.ts'
import type { ShotDraft } from '../../core/board/add-shot.ts'
import { need, refuseLongText, withWritableProject, wrongUse, type Context } from '../context.ts'
import { nameOf } from '../shots.ts'

/** Options of `boardwright add`, checked one by one already. */
export interface AddOptions {
  readonly gap?: readonly { readonly seconds: number; readonly prompt: string }[]
  readonly prompt?: string
  readonly ingredients?: IngredientsMode
  readonly aspect?: Aspect
  readonly duration?: ClipSeconds
  readonly model?: Model
  readonly title?: string
  readonly negative?: string
  readonly resolution?: Resolution
  readonly seed?: number
  readonly fit?: 'cover' | 'contain'
  readonly action?: string
  readonly dialogue?: string
  readonly notes?: string
}

/** The kinds of shot that can be added, with the options that each takes beside those that all take. */
export const addKinds = {
  frames: ['gap'],
  elements: ['ingredients', 'aspect', 'duration'],
  image: ['model', 'duration'],
  text: ['model', 'aspect', 'duration'],
} as const satisfies Record<string, readonly (keyof AddOptions)[]>
export type AddKind = keyof typeof addKinds

/** `boardwright add`: adds a shot at the end of the board and prints its label. */
export const addToBoard = async (
  context: Context,
  folder: string,
  kind: AddKind,
  images: readonly string[],
  options: AddOptions,
): Promise<void> => {
  refuseForeignOptions(kind, options)
  refuseLongTexts(options)
  const ingredients = ingredientsOf(kind, images, options)
  if (kind !== 'frames' && !options.prompt?.trim())
    wrongUse(`--prompt: ${articleOf(kind)} shot needs one; say what happens.`)
  const draft: ShotDraft = {
    label: null,
    fields: {
      title: options.title ?? '',
      action: options.action ?? '',
      dialogue: options.dialogue ?? '',
      notes: options.notes ?? '',
      prompt: options.prompt ?? '',
      negativePrompt: options.negative ?? null,
      resolution: options.resolution ?? '720p',
      seed: options.seed ?? null,
      aspect: options.aspect ?? null,
    },
    framing: framingOf(options.fit),
    ingredients,
  }
  await withWritableProject(context, folder, async (project) => {
    const { shot, notes } = need(await context.core.addShot(project, draft))
    need(await project.saved())
    for (const note of notes) context.output.note(note)
    context.output.line(shot.label)
    context.output.event('shot', { shot: shot.label, name: nameOf(shot), mode: shot.mode })
  })
}

const refuseForeignOptions = (kind: AddKind, options: AddOptions) => {
  const own: readonly string[] = addKinds[kind]
  const foreign = Object.values(addKinds)
    .flat()
    .find((name) => options[name] !== undefined && !own.includes(name))
  if (foreign)
    wrongUse(
      `--${foreign}: ${articleOf(kind)} shot does not take it; it takes ${own.map((name) => `--${name}`).join(', ')}.`,
    )
}

/** Ends the command where a text is longer than the document, or fal.ai's prompt, holds. */
const refuseLongTexts = (options: AddOptions) => {
  for (const name of ['title', 'action', 'dialogue', 'notes'] as const)
    refuseLongText(`--${name}`, options[name]?.length ?? 0, textLimit)
  const prompts = [
    ['--prompt', options.prompt],
    ['--negative', options.negative],
  ] as const
  const gapPrompts = (options.gap ?? []).map((gap) => ['--gap', gap.prompt] as const)
  for (const [name, text = ''] of [...prompts, ...gapPrompts])
    refuseLongText(name, characterCount(cleanPrompt(text)), promptLimit)
}

const ingredientsOf = (
  kind: AddKind,
  images: readonly string[],
  options: AddOptions,
): ShotDraft['ingredients'] => {
  const seconds = options.duration ?? 5
  const model = options.model ?? '2.2'
  switch (kind) {
    case 'frames': {
      const { min, max } = keyframeCount
      if (images.length < min || images.length > max)
        wrongUse(`<image>: a frames shot takes ${min} to ${max} images; ${images.length} given.`)
      return { mode: 'frames', images, gaps: gapsOf(images.length, options.gap ?? []) }
    }
    case 'elements': {
      const { min, max } = elementCount
      if (images.length < min || images.length > max)
        wrongUse(`<image[=role]>: an elements shot takes ${min} to ${max} images; ${images.length} given.`)
      return {
        mode: 'elements',
        items: images.map(elementOf),
        ingredientsMode: options.ingredients ?? 'precise',
        seconds,
      }
    }
    case 'image': {
      const [image] = images
      if (image === undefined || images.length > 1)
        return wrongUse(`<image>: an image shot takes exactly one; ${images.length} given.`)
      return { mode: 'image', image, model, seconds }
    }
    case 'text':
      if (images.length > 0)
        wrongUse(`${images[0]}: a text shot takes no images; use “add <folder> image” for one.`)
      return { mode: 'text', model, seconds }
  }
}

const gapsOf = (images: number, given: NonNullable<AddOptions['gap']>) => {
  const gaps =
    given.length > 0
      ? [...given]
      : Array.from({ length: images - 1 }, () => ({ seconds: gapSeconds.default, prompt: '' }))
  if (gaps.length !== images - 1)
    wrongUse(
      `--gap: ${images} images need exactly ${images - 1} gaps (or none given: ${gapSeconds.default} s each); ${gaps.length} given.`,
    )
  const total = totalSeconds(gaps)
  if (total > gapSecondsTotal)
    wrongUse(`--gap: the gaps add up to ${total} s; a shot lasts at most ${gapSecondsTotal} s.`)
  return gaps
}

const elementOf = (argument: string): { image: string; role: ElementRole } => {
  const at = argument.lastIndexOf('=')
  if (at < 0) return { image: argument, role: 'character' }
  const role = elementRoles.find((known) => known === argument.slice(at + 1))
  return role
    ? { image: argument.slice(0, at), role }
    : wrongUse(`${argument}: “${argument.slice(at + 1)}” is not a role; use ${elementRoles.join(', ')}.`)
}

const framingOf = (fit: AddOptions['fit']): Framing =>
  fit === 'contain' ? { fit: 'contain', fill: { kind: 'colour', colour: '#000000' } } : defaultFraming

const articleOf = (kind: AddKind) => (kind === 'elements' || kind === 'image' ? `an ${kind}` : `a ${kind}`)
