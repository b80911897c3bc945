import { useCallback, useEffect, useRef, useState } from 'react'
import type { Failure } from '../../shared/errors.ts'
import type { FolderListing } from '../../shared/views.ts'
import { ask } from '../state/ask.ts'

/** What a folder holds. `listing` stays while another is looked into, and where that fails. */
export const useListing = (from: string | null) => {
  const [listing, setListing] = useState<FolderListing | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const latest = useRef(0)

  const go = useCallback(async (folder: string | null) => {
    const turn = ++latest.current
    const answer = await ask('folder.list', { folder }, { quiet: true })
    // Another folder was asked for meanwhile.
    if (turn !== latest.current) return
    setFailure(answer.ok ? null : answer.error)
    if (answer.ok) setListing(answer.value)
  }, [])
  useEffect(() => {
    void go(from)
  }, [go, from])

  const make = async (parent: string, name: string): Promise<boolean> => {
    const made = await ask('folder.make', { parent, name }, { quiet: true })
    if (made.ok) await go(made.value.folder)
    else setFailure(made.error)
    return made.ok
  }
  return { listing, failure, go, make }
}
