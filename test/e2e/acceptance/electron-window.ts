import { ask, readyPage, type PlainApp } from '../electron/kit/plain-app.ts'
import type { SpeakingWindow } from './window-driver.ts'

/** Starts the Electron program on the double, and speaks through its preload script. */
export const startElectronWindow = async (laidOut: PlainApp): Promise<SpeakingWindow> => {
  const app = await laidOut.start()
  const page = await readyPage(app)
  return {
    ask: (name, input) => ask(page, name, input),
    kill: app.kill,
    close: app.close,
  }
}
