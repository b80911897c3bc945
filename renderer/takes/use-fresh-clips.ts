import { useEffect } from 'react'
import { lookForClips } from '../state/clips.ts'

/** Looks for the clips anew when the user comes back to the window, perhaps from the folder that they are in. */
export const useFreshClips = (): void => {
  useEffect(() => {
    const onFocus = () => void lookForClips()
    window.addEventListener('focus', onFocus)
    return () => window.removeEventListener('focus', onFocus)
  }, [])
}
