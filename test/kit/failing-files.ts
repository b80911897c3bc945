import * as fs from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import type { FileSystem } from '../../electron/core/ports.ts'

/** What a `FileSystem` double does to the calls that pass through it, counted from 1. */
export interface FailurePlan {
  /** The first call that fails. */
  readonly at: number
  /** Code of the failure, such as `ENOSPC`. */
  readonly code: string
  /** `once`: that call alone; `onwards`: it and every later one, as when the process had died there. */
  readonly lasts: 'once' | 'onwards'
  /** Whether the failing call does its work first: the failure is in the answer. */
  readonly afterwards?: boolean
}

/** Real files whose calls fail as planned. Calls on file handles count as well; only closing never fails. */
export const failingFiles = (
  plan: FailurePlan,
): { readonly files: FileSystem; readonly calls: () => number } => {
  let calls = 0
  const through = async <Value>(name: string, act: () => Promise<Value>): Promise<Value> => {
    calls++
    const fails = plan.lasts === 'once' ? calls === plan.at : calls >= plan.at
    if (!fails) return act()
    if (plan.afterwards) await act()
    throw Object.assign(new Error(`${plan.code}: ${name}`), { code: plan.code })
  }
  const wrapHandle = (handle: FileHandle): FileHandle =>
    new Proxy(handle, {
      get: (target, member) => {
        const value: unknown = Reflect.get(target, member, target)
        if (typeof value !== 'function') return value
        const bound = (...given: unknown[]): unknown => Reflect.apply(value, target, given)
        if (member === 'close' || typeof member === 'symbol') return bound
        return (...given: unknown[]) => through(`handle.${member}`, async () => bound(...given))
      },
    })
  const files = new Proxy(fs, {
    get: (target, member) => {
      const value: unknown = Reflect.get(target, member, target)
      if (typeof value !== 'function' || typeof member === 'symbol') return value
      if (member === 'open')
        return async (...given: Parameters<typeof fs.open>) => {
          let opened: FileHandle | undefined
          try {
            return await through(member, async () => {
              opened = await fs.open(...given)
              return wrapHandle(opened)
            })
          } catch (error) {
            await opened?.close()
            throw error
          }
        }
      return (...given: unknown[]) =>
        through(member, async (): Promise<unknown> => Reflect.apply(value, target, given))
    },
  })
  return { files, calls: () => calls }
}
