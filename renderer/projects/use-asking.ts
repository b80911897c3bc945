import { useEffect, useRef, useState } from 'react'
import type { Failure, Result } from '../../shared/errors.ts'

/** Something that a dialog asks of the core: whether it is under way, and why it failed. */
export interface Asking {
  readonly busy: boolean
  readonly failure: Failure | null
  /** Gives what came of it, or null where it failed, which is shown. */
  readonly ask: <Value>(work: () => Promise<Result<Value>>) => Promise<Value | null>
}

export const useAsking = (): Asking => {
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const isThere = useRef(true)
  useEffect(() => {
    isThere.current = true
    return () => {
      isThere.current = false
    }
  }, [])
  return {
    busy,
    failure,
    ask: async (work) => {
      setBusy(true)
      setFailure(null)
      const answer = await work()
      if (!isThere.current) return answer.ok ? answer.value : null
      setBusy(false)
      if (answer.ok) return answer.value
      setFailure(answer.error)
      return null
    },
  }
}
