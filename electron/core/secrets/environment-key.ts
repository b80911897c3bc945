import { succeed, type Result } from '../../../shared/errors.ts'
import { readKey } from './key-shape.ts'

/**
 * The key that the environment gives, in `FAL_KEY`; null where it gives none. It is taken out of the environment, with
 * its sister variables, before anything can inherit it: call this before the first child process or worker is started.
 */
export const takeEnvironmentKey = (environment: NodeJS.ProcessEnv): string | null => {
  const key = environment['FAL_KEY']?.trim() ?? ''
  for (const name of ['FAL_KEY', 'FAL_KEY_ID', 'FAL_KEY_SECRET']) delete environment[name]
  return key === '' ? null : key
}

/** That key, checked. Failure: `fal/bad-key` for what does not look like one. */
export const checkEnvironmentKey = (text: string | null): Result<string | null> => {
  if (text === null) return succeed(null)
  const key = readKey(text)
  if (key.ok) return key
  const message = `FAL_KEY does not look like a key, and is not used. ${key.error.message}`
  return { ok: false, error: { ...key.error, code: 'fal/bad-key', message } }
}
