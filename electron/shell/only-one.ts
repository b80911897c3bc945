import files from 'node:fs/promises'
import type { Result } from '../../shared/errors.ts'
import { fail, succeed } from '../../shared/errors.ts'
import { takeInstance, type Instance } from '../core/instance/instance.ts'
import type { Clock } from '../core/ports.ts'

/** How long one that is just ending may take, in milliseconds. */
const patienceMs = 12_000

type First = Instance & { readonly kind: 'first' }

/**
 * Takes the place of the one program in a data folder. A second Electron has been sent away already; what may stand here
 * is browser mode, or a program that is just ending, which is waited for. Failures: `app/unreachable` where the place is
 * taken, `disk/failed`.
 */
export const beTheOnlyOne = async (home: string, clock: Clock): Promise<Result<First>> => {
  const sinceMs = clock.monotonicMs()
  for (;;) {
    const instance = await takeInstance(home, files)
    if (!instance.ok) return instance
    if (instance.value.kind === 'first') {
      await instance.value.announce({ frontDoor: 'electron' })
      return succeed(instance.value)
    }
    const card = await instance.value.card()
    if (card?.frontDoor === 'browser') return inBrowser
    if (clock.monotonicMs() - sinceMs > patienceMs) return noAnswer
    await clock.sleep(200)
  }
}

const inBrowser = fail(
  'app/unreachable',
  'Boardwright runs already, in a browser. Close its pages there first, or go on working in them.',
)
const noAnswer = fail(
  'app/unreachable',
  'Boardwright runs already with this data folder, but does not answer. End it, or choose another folder with BOARDWRIGHT_HOME.',
)
