import { fail, succeed, type Result } from '../../../shared/errors.ts'

/** Longest text that is looked at as a key, in bytes; keys of fal.ai have about 70 characters. */
export const keyTextLimitBytes = 4096

/**
 * A key as a person types, pastes or pipes it: without the blanks and line ends around it. Failure: `input/invalid`
 * for anything that is not one word of 8 to 512 visible ASCII characters. The words never repeat the text.
 */
export const readKey = (text: string): Result<string> => {
  const key = text.trim()
  if (/^[\x21-\x7e]{8,512}$/.test(key)) return succeed(key)
  const flaw =
    key === ''
      ? 'No key was given.'
      : /\s/.test(key)
        ? 'That is not a key: it has a space or a line break in it.'
        : 'That does not look like a key.'
  return fail(
    'input/invalid',
    `${flaw} A key is one word of letters, digits and signs, such as id:secret. Copy it again from fal.ai.`,
    { cost: 'nothing' },
  )
}

/** What may be shown of a key: its last four characters. */
export const endOf = (key: string): string => key.slice(-4)
