import { useEffect, useState } from 'react'

/** How long something has to stay the same until it counts as what the user stopped at, in milliseconds. */
const restMs = 300

/** Whether the user has stopped at this, and does not just pass over it: then there is time for what may come next. */
export const useRested = (what: string): boolean => {
  const [rested, setRested] = useState<string | null>(null)
  useEffect(() => {
    const timer = setTimeout(() => setRested(what), restMs)
    return () => clearTimeout(timer)
  }, [what])
  return rested === what
}
