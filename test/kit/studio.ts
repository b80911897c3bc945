import { randomBytes } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import type { CallArgument, CallName, CallOutput, EventName, EventPayload } from '../../shared/contract.ts'
import { createIdSource } from '../../shared/domain/ids.ts'
import type { Result } from '../../shared/errors.ts'
import { openProgram, type Program } from '../../electron/core/program.ts'
import { createGate } from '../../electron/core/studio/gate.ts'
import { createStudio } from '../../electron/core/studio/create-studio.ts'
import type { FrontDoor } from '../../electron/core/studio/front-door.ts'
import type { Studio } from '../../electron/core/studio/studio.ts'
import { silentLog } from './system.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** Something that happened, as a window heard it. */
export type Heard = {
  readonly [Name in EventName]: { readonly name: Name; readonly payload: EventPayload<Name> }
}[EventName]

/** A studio in folders of its own, with one window that asks and listens. */
export interface StudioSetting {
  readonly studio: Studio
  readonly program: Program
  readonly userFolder: string
  readonly home: string
  readonly heard: readonly Heard[]
  /** Asks as the window does: through the gate. */
  readonly ask: <Name extends CallName>(
    name: Name,
    input: CallArgument<Name>,
  ) => Promise<Result<CallOutput<Name>>>
  readonly ids: ReturnType<typeof createIdSource>
  readonly frontDoor: { readonly revealed: readonly string[]; readonly opened: readonly string[] }
}

/**
 * Starts a studio. @param options.folder folders of an earlier setting, to start anew on; `environment` for the proxy;
 * `settings` to write before the start.
 */
export const startStudio = async (
  options: {
    readonly folder?: string
    readonly environment?: NodeJS.ProcessEnv
    readonly environmentKey?: string | null
    readonly frontDoor?: Partial<FrontDoor>
  } = {},
): Promise<StudioSetting> => {
  const folder = options.folder ?? (await temporaryFolder())
  const userFolder = join(folder, 'user')
  const home = join(userFolder, '.config', 'Boardwright')
  await mkdir(userFolder, { recursive: true })
  const opened = await openProgram({
    home,
    environment: options.environment ?? {},
    environmentKey: options.environmentKey ?? null,
    log: silentLog,
  })
  if (!opened.ok) throw new Error(opened.error.message)
  const revealed: string[] = []
  const openedLinks: string[] = []
  const frontDoor: FrontDoor = {
    kind: 'browser',
    abilities: { folderDialog: false, dragOut: false, reveal: true },
    openLink: async (address) => {
      openedLinks.push(address)
      return { ok: true, value: undefined }
    },
    reveal: async (path) => {
      revealed.push(path)
      return { ok: true, value: undefined }
    },
    chooseFolder: null,
    ...options.frontDoor,
  }
  const studio = await createStudio({
    program: opened.value,
    frontDoor,
    userFolder,
    sampleFolder: fileURLToPath(new URL('../../assets/sample', import.meta.url)),
    version: 'test',
  })
  const heard: Heard[] = []
  const leave = studio.join('window-1', (name, payload) => heard.push({ name, payload } as Heard))
  const gate = createGate(studio.handlers, silentLog)
  let closed = false
  const close = async () => {
    if (closed) return
    closed = true
    leave()
    await studio.close()
  }
  onTestFinished(close)
  return {
    studio: { ...studio, close },
    program: opened.value,
    userFolder,
    home,
    heard,
    ask: (name, input) => gate(name, structuredClone(input), 'window-1') as Promise<Result<never>>,
    ids: createIdSource((count) => randomBytes(count)),
    frontDoor: { revealed, opened: openedLinks },
  }
}
