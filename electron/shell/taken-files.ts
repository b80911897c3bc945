import { isAbsolute } from 'node:path'
import type { FileHandle } from 'node:fs/promises'
import { z } from 'zod'
import { fileTokenSchema, type FileToken } from '../../shared/contract.ts'
import { fail, succeed, type Failure, type Result } from '../../shared/errors.ts'
import { diskFailure } from '../core/disk/failure.ts'
import type { FileSystem } from '../core/ports.ts'
import type { HandedFiles } from '../core/studio/handed-files.ts'
import { pieceBytes, pieceworkLimitBytes, type FileStep } from './channels.ts'

const stepSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('note'), path: z.string().min(1).max(32_768).refine(isAbsolute) }),
  z.object({
    kind: z.literal('begin'),
    name: z.string().max(1000),
    sizeBytes: z.int().min(0).max(pieceworkLimitBytes),
  }),
  z.object({
    kind: z.literal('piece'),
    token: fileTokenSchema,
    bytes: z.instanceof(Uint8Array).refine(({ length }) => length <= pieceBytes),
  }),
  z.object({ kind: z.literal('end'), token: fileTokenSchema }),
  z.object({ kind: z.literal('give-up'), token: fileTokenSchema }),
]) satisfies z.ZodType<FileStep>

/** A file that is still arriving. */
interface Arriving {
  readonly client: string
  readonly handle: FileHandle
  readonly sizeBytes: number
  arrivedBytes: number
  /** Pieces are written one after another. */
  writing: Promise<void>
}

/** Takes the files that windows hand over, step by step. */
export interface TakenFiles {
  /** Never rejects. Failures: `input/invalid`, `input/not-found`, `disk/…`. */
  readonly take: (step: unknown, client: string) => Promise<Result<FileToken>>
  /** Throws away what a window that is gone had not sent to the end. */
  readonly forget: (client: string) => Promise<void>
}

/** Most files that one window may have on their way at once. */
const arrivingLimit = 16

/** @param handed gives the tokens, and the places for bytes. */
export const createTakenFiles = (handed: HandedFiles, files: Pick<FileSystem, 'open'>): TakenFiles => {
  const arriving = new Map<FileToken, Arriving>()

  const giveUp = async (token: FileToken) => {
    const file = arriving.get(token)
    arriving.delete(token)
    if (file) {
      await Promise.allSettled([file.writing])
      await file.handle.close()
    }
    await handed.release(token)
  }

  const begin = async (name: string, sizeBytes: number, client: string): Promise<Result<FileToken>> => {
    if ([...arriving.values()].filter((file) => file.client === client).length >= arrivingLimit)
      return fail('input/invalid', 'Too many files are on their way at once. Try again in a moment.')
    const { token, path } = await handed.place(name)
    const handle = await files.open(path, 'wx', 0o600)
    arriving.set(token, { client, handle, sizeBytes, arrivedBytes: 0, writing: Promise.resolve() })
    return succeed(token)
  }

  const add = async (token: FileToken, bytes: Uint8Array, client: string): Promise<Result<FileToken>> => {
    const file = arriving.get(token)
    if (file?.client !== client) return unknownFile
    file.arrivedBytes += bytes.length
    if (file.arrivedBytes > file.sizeBytes) {
      await giveUp(token)
      return wrongSize
    }
    const before = file.writing
    const write = async () => {
      await before
      await file.handle.appendFile(bytes)
    }
    file.writing = write()
    try {
      await file.writing
      return succeed(token)
    } catch (error) {
      await giveUp(token)
      throw error
    }
  }

  const end = async (token: FileToken, client: string): Promise<Result<FileToken>> => {
    const file = arriving.get(token)
    if (file?.client !== client) return unknownFile
    if (file.arrivedBytes !== file.sizeBytes) {
      await giveUp(token)
      return wrongSize
    }
    arriving.delete(token)
    await file.handle.close()
    return succeed(token)
  }

  const carryOut = async (step: FileStep, client: string): Promise<Result<FileToken>> => {
    switch (step.kind) {
      case 'note':
        return succeed(handed.note(step.path))
      case 'begin':
        return begin(step.name, step.sizeBytes, client)
      case 'piece':
        return add(step.token, step.bytes, client)
      case 'end':
        return end(step.token, client)
      case 'give-up':
        await giveUp(step.token)
        return succeed(step.token)
    }
  }

  return {
    take: async (given, client) => {
      const step = stepSchema.safeParse(given)
      if (!step.success) return unusable
      try {
        return await carryOut(step.data, client)
      } catch (error) {
        return { ok: false, error: diskFailure(error, 'The file could not be taken over') }
      }
    },
    forget: async (client) => {
      const theirs = [...arriving].filter(([, file]) => file.client === client)
      await Promise.allSettled(theirs.map(([token]) => giveUp(token)))
    },
  }
}

type Refusal = { readonly ok: false; readonly error: Failure }
const unusable: Refusal = fail('input/invalid', 'That file cannot be taken over.', { cost: 'nothing' })
const unknownFile: Refusal = fail(
  'input/not-found',
  'That file is no longer at hand. Drop or choose it again.',
  { cost: 'nothing' },
)
const wrongSize: Refusal = fail('input/invalid', 'The file did not arrive as it was announced. Try again.', {
  cost: 'nothing',
})
