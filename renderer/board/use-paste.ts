import { useEffect } from 'react'
import { takesTyping } from '../actions/takes-typing.ts'
import { importFiles } from '../library/import-files.ts'
import { session } from '../state/session.ts'
import { isShotsText, pasteShots } from './clipboard.ts'

/**
 * What is pasted anywhere but in a field: image files go to the library, copied shots to the board. The event decides,
 * not the key, so that what was copied last is what is pasted.
 */
export const usePaste = (): void => {
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      const { target, clipboardData } = event
      if (
        event.defaultPrevented ||
        takesTyping(target) ||
        (target instanceof Element && target.closest('[role="dialog"]'))
      )
        return
      const files = [...(clipboardData?.files ?? [])]
      if (files.length > 0) {
        event.preventDefault()
        void importFiles(files.map(named))
        return
      }
      const text = clipboardData?.getData('text/plain') ?? ''
      if (session().clipboard && (text === '' || isShotsText(text))) {
        event.preventDefault()
        void pasteShots()
      }
    }
    document.addEventListener('paste', onPaste)
    return () => document.removeEventListener('paste', onPaste)
  }, [])
}

/** A pasted picture has no name of its own: every browser calls it `image.png`. */
const named = (file: File, at: number): File =>
  file.name === 'image.png' ? new File([file], `pasted ${stamp(at)}.png`, { type: file.type }) : file

const two = (value: number) => String(value).padStart(2, '0')

const stamp = (at: number): string => {
  const now = new Date(Date.now() + at * 1000)
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())} ${two(now.getHours())}.${two(now.getMinutes())}.${two(now.getSeconds())}`
}
