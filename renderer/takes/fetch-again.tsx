import { useState } from 'react'
import type { Take } from '../../shared/domain/document.ts'
import { Button } from '../design/kit/button.tsx'
import { strings } from '../strings/en/index.ts'
import { fetchClip } from './take-deeds.ts'

const words = strings.takes

/** Fetches a clip that is gone from the disk; of a rehearsal there is none to be fetched. */
export const FetchAgain = ({
  take,
  size = 'normal',
}: {
  readonly take: Take
  readonly size?: 'small' | 'normal'
}) => {
  const [isFetching, setIsFetching] = useState(false)
  if (take.engine === 'rehearsal') return null
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
