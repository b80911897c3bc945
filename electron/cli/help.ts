import type { Option } from 'commander'

/** An option as the help describes it. Written out, because the parser would add a program's defaults (`[]`, `false`). */
export const optionDescription = ({ description, argChoices, defaultValue }: Option): string =>
  [
    description,
    ...(argChoices ? [`: ${argChoices.join(', ')}`] : []),
    ...(typeof defaultValue === 'string' ? [` (${defaultValue})`] : []),
  ].join('')

/** What the help of `add` ends with. */
export const addHelp = `
For example:
  boardwright add film frames dawn.jpg noon.jpg dusk.jpg --gap 3:"clouds gather" --gap 5
  boardwright add film elements keeper.png=character lamp.png=prop --prompt "she lights the lamp"
  boardwright add film image wave.jpg --prompt "the wave breaks" --duration 10
  boardwright add film text --prompt "rain on a tin roof" --model turbo`

/** What the help of the program ends with. */
export const moreHelp = `
To begin:
  boardwright new film --sample          a board to try things with
  boardwright list film                  what is on it
  boardwright estimate film              what fal.ai would ask for it
  boardwright render film                rehearse it, free; with a key, render it
  boardwright key set                    keep the key of fal.ai in the system’s keychain

Shots are named by their labels (10, 20 …). “boardwright <command> --help” says what a command takes.

Environment:
  FAL_KEY                 key of fal.ai for once; it goes before the one that is kept
  BOARDWRIGHT_FAL_PROXY   address of a studio proxy that stands between here and fal.ai
  BOARDWRIGHT_HOME        folder of the ledger and the settings

Exit codes: 0 all well · 1 a job failed · 2 wrong use or input · 3 an outcome is uncertain · 4 key or account
· 5 price or budget not agreed · 6 project cannot be opened or is locked · 130 interrupted`
