import { useEffect, useState } from 'react'

const minuteMs = 60_000

/** The time, to the minute, so that "5 minutes ago" grows old. */
export const useNow = (): number => {
  const [nowMs, setNowMs] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), minuteMs)
    return () => clearInterval(timer)
  }, [])
  return nowMs
}
