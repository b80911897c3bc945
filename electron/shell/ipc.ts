import { ipcMain, type IpcMainEvent, type IpcMainInvokeEvent, type WebContents } from 'electron'
import { fail } from '../../shared/errors.ts'
import type { Log } from '../core/ports.ts'
import { createGate, type Answer } from '../core/studio/gate.ts'
import type { Handlers } from '../../shared/contract.ts'
import { channels, pieceBytes } from './channels.ts'
import { messageLimitBytes, staysUnder } from './message-size.ts'
import { refusalOf } from './sender.ts'

export interface IpcPorts {
  readonly handlers: Handlers
  /** The client that a window's page is; null for web contents that are no window of ours. */
  readonly clientOf: (contents: WebContents) => string | null
  /** Takes one step of handing a file over. */
  readonly takeFile: (step: unknown, client: string) => Promise<Answer>
  /** Begins to drag a take's clip out. */
  readonly dragOut: (contents: WebContents, projectId: unknown, takeId: unknown) => Promise<void>
  readonly log: Log
}

/**
 * The only place that listens to windows. Every message passes the same three checks before anything looks at what it
 * says: who sent it, how large it is, and (behind, in the core's gate) what it asks.
 */
export const listenToWindows = ({ handlers, clientOf, takeFile, dragOut, log }: IpcPorts): void => {
  const gate = createGate(handlers, log)

  /** The client that sent a message, or null, which is logged. */
  const sender = (event: IpcMainInvokeEvent | IpcMainEvent, channel: string): string | null => {
    const client = clientOf(event.sender)
    const why = refusalOf(event.senderFrame, client === null ? null : event.sender.mainFrame)
    if (why === null) return client
    log.warn('ipc.refused', { channel, why })
    return null
  }

  const answer = (
    channel: string,
    limitBytes: number,
    act: (client: string, given: readonly unknown[]) => Promise<Answer>,
  ) =>
    ipcMain.handle(channel, async (event, ...given: unknown[]): Promise<Answer> => {
      const client = sender(event, channel)
      if (client === null) return notYou
      if (staysUnder(limitBytes, given)) return act(client, given)
      log.warn('ipc.tooLarge', { channel })
      return tooLarge
    })

  answer(channels.call, messageLimitBytes, (client, [name, input]) => gate(name, input, client))
  answer(channels.files, pieceBytes + 10_000, (client, [step]) => takeFile(step, client))
  ipcMain.on(channels.drag, (event, projectId: unknown, takeId: unknown) => {
    if (sender(event, channels.drag) !== null) void dragOut(event.sender, projectId, takeId)
  })
}

const notYou = fail('app/unreachable', 'This page may not ask Boardwright for anything.', { cost: 'nothing' })
const tooLarge = fail('input/invalid', 'That is too much at once. Take less, and try again.', {
  cost: 'nothing',
})
