import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { fail, succeed } from '../../../../../shared/errors.ts'
import { openAhead } from '../../../../../electron/core/studio/open-ahead.ts'
import { createManualClock } from '../../../../kit/manual-clock.ts'
import { coreFor, must } from '../../../../kit/text-board.ts'
import { temporaryFolder } from '../../../../kit/temporary-folder.ts'

/** A program whose last project was the one in `folder`, and what of it is open. */
const begin = async (lastProject: string | null | undefined) => {
  const home = await temporaryFolder()
  const core = coreFor(home, 'http://127.0.0.1:9', '')
  const project = must(await core.createProject(join(home, 'film'), { title: 'Film', aspect: '16:9' }))
  onTestFinished(async () => void (await project.close()))
  const held: string[] = []
  const clock = createManualClock()
  const windowCame = new AbortController()
  const done = openAhead({
    recent: { last: () => lastProject },
    places: { enter: (folder) => Promise.resolve(folder === '/elsewhere' ? outside : succeed(folder)) },
    projects: {
      open: (folder) => {
        held.push(folder)
        return Promise.resolve(succeed(project))
      },
      release: () => {
        held.pop()
        return Promise.resolve()
      },
    },
    windowCame,
    clock,
  })
  await clock.advance(0)
  return { held, clock, windowCame, done }
}

const outside = fail('input/invalid', 'Outside.')

describe('the project that was open last', () => {
  test('is open before a window asks for it, until one has come', async () => {
    const { held, windowCame, done } = await begin('/film')
    expect(held).toEqual(['/film'])
    windowCame.abort()
    await done
    expect(held).toEqual([])
  })

  test('is let go of where no window comes', async () => {
    const { held, clock, done } = await begin('/film')
    await clock.advance(9999)
    expect(held).toEqual(['/film'])
    await clock.advance(1)
    await done
    expect(held).toEqual([])
  })

  test.each([undefined, null, '/elsewhere'])('is left alone where it is %j', async (lastProject) => {
    const { held, done } = await begin(lastProject)
    await done
    expect(held).toEqual([])
  })
})
