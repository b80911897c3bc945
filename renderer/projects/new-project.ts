import type { CallArgument } from '../../shared/contract.ts'
import type { Aspect } from '../../shared/domain/endpoints.ts'
import { compareNames } from '../app/compare-names.ts'
import { folderWithin, lastName } from './paths.ts'

/** What a new project begins with. */
export const beginnings = ['empty', 'images', 'sample'] as const
export type Beginning = (typeof beginnings)[number]

/** What the dialog for a new project holds. `File` stands for what the page was given. */
export interface NewProject<File> {
  readonly beginning: Beginning
  /** As typed; null until it was. */
  readonly title: string | null
  readonly aspect: Aspect
  readonly images:
    | { readonly kind: 'files'; readonly files: readonly File[] }
    | { readonly kind: 'folder'; readonly folder: string }
    | null
  /** The folder to make it in; null for the projects folder. */
  readonly into: string | null
}

/** What was dropped where projects are shown: images, all in a folder of the name `title` or (null) not. */
export interface Dropped<File> {
  readonly images?: readonly File[]
  readonly title?: string | null
}

/** What the dialog holds at first. */
export const startOf = <File>({ images, title }: Dropped<File>): NewProject<File> => ({
  beginning: images ? 'images' : 'empty',
  title: title ?? null,
  aspect: '16:9',
  images: images ? { kind: 'files', files: images } : null,
  into: null,
})

interface Named {
  readonly untitled: string
  readonly sampleTitle: string
}

/** The title that it gets: what was typed, else what its beginning suggests. */
export const titleOfNew = <File>(given: NewProject<File>, { untitled, sampleTitle }: Named): string => {
  const typed = given.title?.trim()
  if (typed) return typed
  if (given.beginning === 'sample') return sampleTitle
  if (given.beginning === 'images' && given.images?.kind === 'folder') return lastName(given.images.folder)
  return untitled
}

/** Whether it can be made: images have to be chosen first. */
export const canCreate = <File>({ beginning, images }: NewProject<File>): boolean =>
  beginning !== 'images' || (images !== null && (images.kind === 'folder' || images.files.length > 0))

/** What the core is asked for. `tokens` stand for the chosen files. */
export const creationOf = <File>(
  given: NewProject<File>,
  names: Named,
  tokens: readonly string[],
): CallArgument<'project.create'> => {
  const title = titleOfNew(given, names)
  return {
    // Without a folder of its own the core numbers names that are taken.
    folder: given.into === null ? null : folderWithin(given.into, title),
    title,
    aspect: given.aspect,
    from:
      given.beginning !== 'images'
        ? { kind: given.beginning }
        : given.images?.kind === 'folder'
          ? { kind: 'folder-of-images', folder: given.images.folder }
          : { kind: 'images', files: [...tokens] },
  }
}

const imageNames = /\.(?:jpe?g|png|webp|gif|avif|tiff?)$/i

/** Of files those that are images by type or name, in the order of their names: as a camera numbered them. */
export const imagesAmong = <File extends { readonly name: string; readonly type: string }>(
  files: Iterable<File>,
): readonly File[] =>
  [...files]
    .filter(({ name, type }) => type.startsWith('image/') || imageNames.test(name))
    .toSorted((a, b) => compareNames(a.name, b.name))
