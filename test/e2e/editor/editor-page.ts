import { makePlace, type Place } from '../kit/place.ts'
import { openWindow, type Window } from './kit/front-doors.ts'

/** The program in browser mode, as its user has it, and the user's place. */
export interface OpenEditor extends Window {
  readonly place: Place
}

/** Starts the program for a user who has set `env`; on `place`, where the user was before. */
export const openEditor = async (
  env: Readonly<Record<string, string>> = {},
  before?: Place,
): Promise<OpenEditor> => {
  const place = before ?? (await makePlace(env))
  return { ...(await openWindow('browser mode', place)), place }
}
