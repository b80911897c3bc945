import { useState } from 'react'
import type { Take } from '../../shared/domain/document.ts'
import { Button } from '../design/kit/button.tsx'
import { strings } from '../strings/en/index.ts'
import { fetchClip } from './take-deeds.ts'
import { useIsExpired } from './use-is-expired.ts'

const words = strings.takes

/** Fetches a clip that is gone from the disk. Of a rehearsal there is none to be fetched, nor where fal.ai keeps it no longer. */
export const FetchAgain = ({
  take,
  size = 'normal',
}: {
  readonly take: Take
  readonly size?: 'small' | 'normal'
}) => {
  const [isFetching, setIsFetching] = useState(false)
  const isExpired = useIsExpired(take)
  if (take.engine === 'rehearsal' || isExpired) return null
  const fetchAgain = async () => {
    setIsFetching(true)
    await fetchClip(take)
    setIsFetching(false)
  }
  return (
    <Button size={size} busy={isFetching} hint={words.missingHint} onClick={() => void fetchAgain()}>
      {isFetching ? words.missingFetching : words.missingFetch}
    </Button>
  )
}
