import { useEffect, useState } from 'react'
import type { KeyProfile } from '../../shared/domain/keys.ts'
import { useApp } from '../state/app.ts'
import { ask } from '../state/ask.ts'
import { strings } from '../strings/en/index.ts'

/** What the keychain says of a profile's key, in words; null until it has answered. Asked anew when a key changes. */
export const useKeyWords = (profile: KeyProfile): string | null => {
  const standing = useApp((app) => app.key)
  const [said, setSaid] = useState<{ readonly of: KeyProfile; readonly words: string } | null>(null)
  useEffect(() => {
    let isWanted = true
    const look = async () => {
      const answer = await ask('key.status', { profile }, { quiet: true })
      const words = answer.ok ? answer.value.words : strings.errors.describe(answer.error).text
      if (isWanted) setSaid({ of: profile, words })
    }
    void look()
    return () => {
      isWanted = false
    }
  }, [profile, standing])
  return said?.of === profile ? said.words : null
}
