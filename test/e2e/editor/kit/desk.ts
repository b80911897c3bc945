import * as fs from 'node:fs/promises'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { standInKey, startStandIn, type StandIn, type StandInOptions } from '../../../stand-in/server.ts'
import { makePlace, type Place } from '../../kit/place.ts'
import { openWindow, type FrontDoor, type Window } from './front-doors.ts'

/** A new machine with the program on it, and a stand-in for fal that it is set to render with. */
export interface Desk {
  readonly standIn: StandIn
  readonly place: Place
  /** Folder of the project that is opened, where there is one. */
  readonly folder: string
  /** Opens the program; again after `kill`, it goes on with what was open. */
  readonly open: () => Promise<Window>
}

/**
 * Lays out a machine for a person who has a key.
 * @param beginsWith what the program opens: the screen of projects, with none; or an empty project.
 */
export const layOutDesk = async (
  door: FrontDoor,
  beginsWith: 'no project' | 'an empty project',
  options: StandInOptions = {},
): Promise<Desk> => {
  const standIn = await startStandIn(options)
  onTestFinished(standIn.close)
  const place = await makePlace({ FAL_KEY: standInKey, BOARDWRIGHT_FAL_PROXY: standIn.proxyUrl })
  const { home } = place.start
  const folder = join(home, 'Boardwright', 'The Crossing')
  if (beginsWith === 'an empty project') await place.must('new', folder, '--title', 'The Crossing')
  const file = join(home, 'settings.json')
  const settings = JSON.parse(await fs.readFile(file, 'utf8')) as object
  const lastProject = beginsWith === 'an empty project' ? folder : null
  await fs.writeFile(file, JSON.stringify({ ...settings, lastProject }))
  return { standIn, place, folder, open: () => openWindow(door, place) }
}
