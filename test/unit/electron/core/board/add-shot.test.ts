import * as fs from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { addShot, type ShotDraft } from '../../../../../electron/core/board/add-shot.ts'
import type { Project } from '../../../../../electron/core/project/open-project.ts'
import { createIdSource } from '../../../../../shared/domain/ids.ts'
import { defaultFraming } from '../../../../../shared/domain/document.ts'
import { startBoard } from '../../../../kit/boards.ts'
import { repeatableBytes } from '../../../../kit/large-board.ts'
import { systemClock } from '../../../../../electron/core/clock.ts'
import { temporaryFolder } from '../../../../kit/temporary-folder.ts'

const by = { files: fs, clock: systemClock, ids: createIdSource(repeatableBytes()) }

/** Draws images of plain colours, each of its own content, and gives their paths. */
const drawImages = async (count: number): Promise<string[]> => {
  const folder = await temporaryFolder()
  const paths = Array.from({ length: count }, (_, at) => join(folder, `image ${at}.png`))
  for (const [at, path] of paths.entries())
    await sharp({
      create: { width: 640, height: 360, channels: 3, background: { r: at * 20, g: 90, b: 120 } },
    }).toFile(path)
  return paths
}

const draft = (ingredients: ShotDraft['ingredients'], change: Partial<ShotDraft> = {}): ShotDraft => ({
  label: null,
  fields: { prompt: 'a heron lands' },
  framing: defaultFraming,
  ingredients,
  ...change,
})

const framesOf = (images: readonly string[], ...seconds: number[]) =>
  draft({ mode: 'frames', images, gaps: seconds.map((length) => ({ seconds: length, prompt: '' })) })

const library = async (project: Project) => (await fs.readdir(join(project.folder, 'media'))).toSorted()

const must = async (project: Project, of: ShotDraft) => {
  const added = await addShot(project, of, by)
  if (!added.ok) throw new Error(added.error.message)
  return added.value.shot
}

describe('a shot that is added', () => {
  test('brings its images into the library, in their order, and stands at the end of the board', async () => {
    const { project } = await startBoard()
    const images = await drawImages(3)
    const shot = await must(project, framesOf(images, 3, 5))
    expect(project.document.shots[shot.id]).toEqual(shot)
    expect(shot).toMatchObject({
      label: '10',
      mode: 'frames',
      prompt: 'a heron lands',
      frames: { gaps: [{ seconds: 3 }, { seconds: 5 }] },
    })
    const names = shot.frames.keyframes.map(({ assetId }) => project.document.assets[assetId]?.name)
    expect(names).toEqual(['image 0.png', 'image 1.png', 'image 2.png'])
    expect(await library(project)).toHaveLength(3)
    const next = await must(project, framesOf(images.slice(0, 2), 5))
    expect(next.label).toBe('20')
    expect(Object.values(project.document.scenes)[0]?.shotIds).toEqual([shot.id, next.id])
    expect(await library(project)).toHaveLength(3)
  })

  test('may be of any mode, and may use one image twice', async () => {
    const { project } = await startBoard()
    const [image = ''] = await drawImages(1)
    const elements = await must(
      project,
      draft({
        mode: 'elements',
        items: [
          { image, role: 'character' },
          { image, role: 'prop' },
        ],
        ingredientsMode: 'creative',
        seconds: 10,
      }),
    )
    expect(elements.elements).toMatchObject({
      items: [{ role: 'character' }, { role: 'prop' }],
      ingredientsMode: 'creative',
      seconds: 10,
    })
    const picture = await must(project, draft({ mode: 'image', image, model: '2.1', seconds: 5 }))
    expect(picture.image).toMatchObject({ model: '2.1', picture: { framing: defaultFraming } })
    const text = await must(project, draft({ mode: 'text', model: 'turbo', seconds: 10 }, { label: '7B' }))
    expect(text).toMatchObject({ label: '7B', mode: 'text', text: { model: 'turbo', seconds: 10 } })
    expect(Object.keys(project.document.assets)).toHaveLength(1)
  })
})

const refusals = async () => {
  const images = await drawImages(6)
  const broken = join(await temporaryFolder(), 'broken.png')
  await fs.writeFile(broken, 'no picture')
  return [
    { refused: framesOf(images.slice(0, 1)), code: 'render/not-ready', words: 'It has one keyframe' },
    { refused: framesOf(images.slice(0, 3), 20, 6), code: 'render/not-ready', words: '26 s' },
    {
      refused: draft({ mode: 'text', model: '2.2', seconds: 5 }, { fields: {} }),
      code: 'render/not-ready',
      words: 'It has no prompt',
    },
    {
      refused: draft({ mode: 'elements', items: [], ingredientsMode: 'precise', seconds: 5 }),
      code: 'render/not-ready',
      words: 'It has no elements',
    },
    {
      refused: framesOf([...images.slice(0, 1), broken], 5),
      code: 'media/unsupported',
      words: 'broken.png',
    },
    {
      refused: framesOf([...images.slice(0, 1), join(broken, 'nowhere.png')], 5),
      code: 'media/missing',
      words: 'nowhere.png',
    },
    {
      refused: { ...framesOf(images.slice(2, 4), 5), label: '10' },
      code: 'input/invalid',
      words: 'already labelled 10',
    },
  ]
}

describe('a shot that is refused', () => {
  test('leaves neither the document nor the library changed, and says why', async () => {
    const { project } = await startBoard()
    const kept = await drawImages(2)
    await must(project, framesOf(kept, 5))
    const before = { document: project.document, media: await library(project) }
    for (const { refused, code, words } of await refusals()) {
      const result = await addShot(project, refused, by)
      expect(result).toMatchObject({
        ok: false,
        error: { code, message: expect.stringContaining(words) as string },
      })
      expect({ document: project.document, media: await library(project) }).toEqual(before)
    }
  })
})
