import { parseArgs } from 'node:util'
import { fail, succeed, type Result } from '../../shared/errors.ts'

/** What was typed behind `npm start --`. */
export interface StartOptions {
  /** The front door that was asked for; null leaves the choice to `npm start`. */
  readonly frontDoor: 'browser' | 'electron' | null
  /** The program's data folder; null for the usual one. */
  readonly home: string | null
  /** Zero takes any port that is free. */
  readonly port: number
  /** Opens a window; otherwise the address is printed. */
  readonly window: boolean
  /** Goes on when the last page is closed. */
  readonly stay: boolean
}

/** Reads the arguments. Failure: `input/invalid`, naming what is wrong. */
export const readOptions = (args: readonly string[]): Result<StartOptions> => {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        browser: { type: 'boolean' },
        electron: { type: 'boolean' },
        home: { type: 'string' },
        port: { type: 'string' },
        'no-window': { type: 'boolean' },
        stay: { type: 'boolean' },
      },
    })
    if (values.browser && values.electron)
      return fail('input/invalid', '--browser and --electron do not go together.')
    const port = values.port === undefined ? 0 : Number(values.port)
    const isPort = port === 0 || (Number.isInteger(port) && port >= 1024 && port <= 65_535)
    if (!isPort || values.port === '')
      return fail(
        'input/invalid',
        `--port: “${values.port}” is not a port; give a number from 1024 to 65535.`,
      )
    return succeed({
      frontDoor: values.browser ? 'browser' : values.electron ? 'electron' : null,
      home: values.home ?? null,
      port,
      window: values['no-window'] !== true,
      stay: values.stay === true,
    })
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    return fail(
      'input/invalid',
      `${error.message.replace(/\.?$/, '.')} Known are --browser, --electron, --home, --port, --no-window and --stay.`,
    )
  }
}
