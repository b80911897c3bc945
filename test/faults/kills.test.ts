import { join } from 'node:path'
import { expect, it } from 'vitest'
import { temporaryFolder } from '../kit/temporary-folder.ts'
import { elementShot, textShot, writePng } from './board.ts'
import { intentBySeed } from './oracle.ts'
import { makeTemplate, startTerminal, type Template, type Terminal } from './terminal.ts'

/**
 * Kills at random. `FAULT_KILLS` is how many (150), `FAULT_SEED` where the moments are drawn from. The seed fixes the
 * moments, not what the machine is doing at them: the same seed makes a like run, not the same one.
 */
const kills = Number(process.env['FAULT_KILLS'] ?? 150)
const seed = Number(process.env['FAULT_SEED'] ?? Math.floor(Math.random() * 2 ** 31))

/** Boards that are worked on at the same time, so that the processors are busy. */
const lanes = 3
/** Kills in a row before a run may come to its end and everything is counted. */
const killsPerRound = 8

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
const createRandom = (from: number): (() => number) => {
  let state = from
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** A terminal whose stand-in is slow to answer a submit: that is the moment at which there is most to lose. */
const startSlowly = async (template: Template, random: () => number): Promise<Terminal> => {
  const terminal = await startTerminal(template, { durationMs: () => 30 + 50 * random() })
  terminal.standIn.script({ step: 'submit', nth: 'every', fault: { kind: 'drip', bytes: 100, everyMs: 30 } })
  return terminal
}

/** How long the program works on the board when nothing disturbs it, in milliseconds. */
const measureMs = async (template: Template, random: () => number): Promise<number> => {
  const terminal = await startSlowly(template, random)
  const { workedMs, stderr } = await terminal.run(renderArguments(terminal))
  if (workedMs === null) throw new Error(`the render did not touch the project: ${stderr}`)
  return workedMs
}

const renderArguments = ({ folder }: Terminal) => ['render', folder, '--takes', '1', '--yes', '--json']

/** What happened in one lane. */
interface Tally {
  kills: number
  jobs: number
  adopted: number
  sentAgain: number
  givenUp: number
}

/** Renders, is killed, resumes, is killed …; then lets the work come to its end and judges. Until enough kills hit. */
const killInLane = async (
  template: Template,
  lengthMs: number,
  random: () => number,
  wanted: number,
): Promise<Tally> => {
  const terminal = await startSlowly(template, random)
  const tally: Tally = { kills: 0, jobs: 0, adopted: 0, sentAgain: 0, givenUp: 0 }
  while (tally.kills < wanted) {
    const moments: number[] = []
    for (let at = 0; at < killsPerRound && tally.kills < wanted; at++) {
      const killAfterMs = random() * lengthMs
      moments.push(Math.round(killAfterMs))
      // Every fourth run renders, so that there is always work to be interrupted.
      const args = at % 4 === 0 ? renderArguments(terminal) : ['resume', '--json']
      const { signal } = await terminal.run(args, { killAfterMs })
      if (signal === 'SIGKILL') tally.kills += 1
    }
    await terminal.resumeToTheEnd()
    expect(await terminal.breaches(), `killed after ${moments.join(', ')} ms`).toEqual([])
    await settleUncertain(terminal, random, tally)
    expect(await terminal.breaches(), `killed after ${moments.join(', ')} ms`).toEqual([])
  }
  return { ...tally, jobs: terminal.jobs().length, adopted: terminal.adopted() }
}

/** What is uncertain now was never accepted. By turns it is sent again, which must succeed, or given up. */
const settleUncertain = async (terminal: Terminal, random: () => number, tally: Tally) => {
  const accepted = new Set(terminal.standIn.journal.accepted().map(intentBySeed))
  for (const job of terminal.jobs().filter(({ state }) => state === 'uncertain')) {
    expect(accepted).not.toContain(intentBySeed({ endpoint: job.request.endpoint, input: job.input }))
    const isSentAgain = random() < 0.5
    const word = isSentAgain ? '--send-again' : '--give-up'
    const settled = await terminal.run(['settle', job.id, word, '--json'])
    const { state } = terminal.jobs().find(({ id }) => id === job.id) ?? {}
    expect(state, `said: ${settled.stdout}${settled.stderr}`).toBe(isSentAgain ? 'succeeded' : 'cancelled')
    tally[isSentAgain ? 'sentAgain' : 'givenUp'] += 1
  }
}

it(
  `19 · killed ${kills} times at random (seed ${seed}), it never pays twice and never loses what was paid for`,
  { timeout: 60_000 + kills * 6000 },
  async () => {
    const image = await writePng(join(await temporaryFolder(), 'lamp.png'))
    const template = await makeTemplate([textShot('The tower'), textShot('The sea'), elementShot(image)])
    const lengthMs = await measureMs(template, createRandom(seed))
    const tallies = await Promise.all(
      Array.from({ length: lanes }, (_, lane) =>
        killInLane(template, lengthMs, createRandom(seed + lane + 1), Math.ceil(kills / lanes)),
      ),
    )
    const sum = (name: keyof Tally) => tallies.reduce((total, tally) => total + tally[name], 0)
    expect(sum('kills')).toBeGreaterThanOrEqual(kills)
    expect(sum('jobs')).toBeGreaterThan(0)
    process.stdout.write(
      `seed ${seed}: ${sum('kills')} kills over ${sum('jobs')} jobs; ${sum('adopted')} found again, ` +
        `${sum('sentAgain')} sent again and ${sum('givenUp')} given up by the user’s word\n`,
    )
  },
)
