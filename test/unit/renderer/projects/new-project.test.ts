import { describe, expect, it } from 'vitest'
import {
  canCreate,
  creationOf,
  imagesAmong,
  startOf,
  titleOfNew,
  type NewProject,
} from '../../../../renderer/projects/new-project.ts'

const names = { untitled: 'Untitled', sampleTitle: 'The Last Keeper' }
const empty: NewProject<string> = {
  beginning: 'empty',
  title: null,
  aspect: '16:9',
  images: null,
  into: null,
}

describe('a new project', () => {
  it('is called what was typed, else what it begins with', () => {
    expect(titleOfNew({ ...empty, title: ' Rain ' }, names)).toBe('Rain')
    expect(titleOfNew(empty, names)).toBe('Untitled')
    expect(titleOfNew({ ...empty, beginning: 'sample' }, names)).toBe('The Last Keeper')
    const images = { kind: 'folder', folder: '/home/sam/Coast' } as const
    expect(titleOfNew({ ...empty, beginning: 'images', images }, names)).toBe('Coast')
  })

  it('begins with images that were dropped, called as the folder that they came in', () => {
    expect(startOf({})).toEqual(empty)
    const dropped = startOf({ images: ['a.jpg', 'b.jpg'], title: 'Coast' })
    expect(canCreate(dropped)).toBe(true)
    expect(titleOfNew(dropped, names)).toBe('Coast')
    expect(titleOfNew(startOf({ images: ['a.jpg'], title: null }), names)).toBe('Untitled')
    expect(creationOf(dropped, names, ['file_1', 'file_2']).from).toEqual({
      kind: 'images',
      files: ['file_1', 'file_2'],
    })
  })

  it('waits for its images', () => {
    const images = { ...empty, beginning: 'images' } as const
    expect(canCreate(images)).toBe(false)
    expect(canCreate({ ...images, images: { kind: 'files', files: [] } })).toBe(false)
    expect(canCreate({ ...images, images: { kind: 'files', files: ['a.jpg'] } })).toBe(true)
    expect(canCreate(empty)).toBe(true)
  })

  it('goes to the projects folder, or to a folder of its title in the chosen one', () => {
    expect(creationOf(empty, names, []).folder).toBeNull()
    expect(creationOf({ ...empty, title: 'One/Two', into: '/media/drive' }, names, []).folder).toBe(
      '/media/drive/One Two',
    )
  })

  it('asks for what it begins with', () => {
    const files = { ...empty, beginning: 'images', images: { kind: 'files', files: ['a'] } } as const
    expect(creationOf(files, names, ['file_1']).from).toEqual({ kind: 'images', files: ['file_1'] })
    const folder = { ...empty, beginning: 'images', images: { kind: 'folder', folder: '/p' } } as const
    expect(creationOf(folder, names, []).from).toEqual({ kind: 'folder-of-images', folder: '/p' })
    expect(creationOf({ ...empty, beginning: 'sample' }, names, []).from).toEqual({ kind: 'sample' })
  })
})

describe('images among files', () => {
  it('are told by type or name and stand in the order of their numbers', () => {
    const files = [
      { name: 'IMG_10.JPG', type: '' },
      { name: 'notes.txt', type: 'text/plain' },
      { name: 'IMG_9.jpg', type: 'image/jpeg' },
    ]
    expect(imagesAmong(files).map(({ name }) => name)).toEqual(['IMG_9.jpg', 'IMG_10.JPG'])
  })
})
