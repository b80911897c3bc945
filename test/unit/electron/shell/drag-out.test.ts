import type { WebContents } from 'electron'
import { expect, test, vi } from 'vitest'
import { createDragOut } from '../../../../electron/shell/drag-out.ts'
import { noMedia } from '../../../../electron/core/media/answer-media.ts'
import { silentLog } from '../../../kit/system.ts'

/** Pictures by where they come from; a file that is not there gives an empty one. */
const picture = (from: string, width: number) => ({
  from,
  width,
  isEmpty: () => from !== '/program/icon.png',
  resize: (size: { width: number }) => picture(from, size.width),
})
vi.mock('electron', () => ({ nativeImage: { createFromPath: (path: string) => picture(path, 1024) } }))

test('a clip without a picture is dragged with the program’s, no larger than any other', async () => {
  const startDrag = vi.fn<WebContents['startDrag']>()
  const dragOut = createDragOut({
    studio: { clipPath: async () => '/film/clips/10_take1.mp4', media: async () => noMedia },
    usualPicture: '/program/icon.png',
    log: silentLog,
  })
  const contents = { isDestroyed: () => false, startDrag } as unknown as WebContents
  await dragOut(contents, 'prj_000000000000', 'tak_000000000000')
  expect(startDrag).toHaveBeenCalledWith({
    file: '/film/clips/10_take1.mp4',
    icon: expect.objectContaining({ from: '/program/icon.png', width: 160 }) as object,
  })
})
