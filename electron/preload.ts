import { contextBridge, ipcRenderer, webUtils } from 'electron'
import type { Bridge, FileToken, HandedFile } from '../shared/contract.ts'
import { fail, succeed, type Result } from '../shared/errors.ts'
import { channels, mediaBase, pieceBytes, pieceworkLimitBytes, type FileStep } from './shell/channels.ts'

/**
 * The bridge, and nothing else: what the page passes goes over fixed channels, and everything is judged on the other
 * side. The page sees functions of this file alone, never `ipcRenderer`, and no path of any file.
 */

// What cannot be sent (a function, a circle of its own kind), or a program that is just ending, is a failure like any.
const ask = async (channel: string, ...given: readonly unknown[]): Promise<Result<unknown>> => {
  try {
    return (await ipcRenderer.invoke(channel, ...given)) as Result<unknown>
  } catch (error) {
    return fail('app/unreachable', 'Boardwright could not take that. Try again, or restart it.', {
      detail: error instanceof Error ? error.message : String(error),
    })
  }
}

const take = (step: FileStep) => ask(channels.files, step) as Promise<Result<FileToken>>

/** A file of the disk goes by its path, which the page never sees; a pasted picture has none and goes as bytes. */
const handOne = async (file: File, tell: (bytes: number) => void): Promise<Result<FileToken>> => {
  const path = webUtils.getPathForFile(file)
  if (path !== '') {
    const noted = await take({ kind: 'note', path })
    tell(file.size)
    return noted
  }
  if (file.size > pieceworkLimitBytes)
    return fail('media/too-large', `${file.name} is larger than ${pieceworkLimitBytes / 1e6} MB.`, {
      cost: 'nothing',
    })
  const begun = await take({ kind: 'begin', name: file.name, sizeBytes: file.size })
  if (!begun.ok) return begun
  const { value: token } = begun
  for (let at = 0; at < file.size; at += pieceBytes) {
    const sent = await take({ kind: 'piece', token, bytes: await pieceOf(file, at) })
    if (!sent.ok) return sent
    tell(Math.min(pieceBytes, file.size - at))
  }
  return take({ kind: 'end', token })
}

const pieceOf = async (file: File, at: number) =>
  new Uint8Array(await file.slice(at, at + pieceBytes).arrayBuffer())

const handOver = async (
  files: readonly HandedFile[],
  onProgress: (sentBytes: number) => void = () => {},
): Promise<Result<readonly FileToken[]>> => {
  const tokens: FileToken[] = []
  const giveUp = () => Promise.all(tokens.map((token) => take({ kind: 'give-up', token })))
  let sentBytes = 0
  try {
    for (const file of files) {
      // A page may pass anything; what is not a file of its own makes the calls above throw.
      const handed = await handOne(file as File, (bytes) => onProgress((sentBytes += bytes)))
      if (!handed.ok) {
        await giveUp()
        return handed
      }
      tokens.push(handed.value)
    }
    return succeed(tokens)
  } catch (error) {
    await giveUp()
    return fail('media/unreadable', 'A file could not be read. Save it to the disk and drop it from there.', {
      detail: error instanceof Error ? error.message : String(error),
      cost: 'nothing',
    })
  }
}

const listeners = new Map<string, Set<(payload: unknown) => void>>()
ipcRenderer.on(channels.event, (_, name: string, payload: unknown) => {
  for (const listener of listeners.get(name) ?? []) listener(payload)
})

const listen = (name: string, listener: (payload: unknown) => void): (() => void) => {
  const those = listeners.get(name) ?? new Set()
  listeners.set(name, those.add(listener))
  return () => {
    those.delete(listener)
  }
}

const bridge: Bridge = {
  call: (name, input) => ask(channels.call, name, input) as ReturnType<Bridge['call']> as never,
  on: (name, listener) => listen(name, listener as (payload: unknown) => void),
  handOver,
  mediaBase,
  dragOut: (projectId, takeId) => ipcRenderer.send(channels.drag, projectId, takeId),
  onConnection: (listener) => {
    listener(true)
    return () => {}
  },
}

contextBridge.exposeInMainWorld('boardwright', bridge)
