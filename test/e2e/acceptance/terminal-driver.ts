import { expect } from 'vitest'
import { microUsdPerUsd } from '../../../shared/domain/prices.ts'
import type { Place } from '../kit/place.ts'
import { eventsOf, startProgram, type Running } from '../kit/program.ts'
import { until, type Driver } from './driver.ts'

/** Drives the terminal program, one command after another, with `--json`. */
export const createTerminalDriver = (place: Place): Driver => {
  let folder = ''
  let atWork: Running | null = null

  const stateOf = async (job: string) => {
    const { events } = await place.json('jobs', folder, '--all')
    const state = events.find((event) => event['job'] === job)?.['state']
    return typeof state === 'string' ? state : null
  }

  return {
    name: 'the terminal',
    open: async (path) => {
      folder = path
      const { code, events } = await place.json('list', folder)
      expect(code).toBe(0)
      return events.filter(({ event }) => event === 'shot').map((shot) => String(shot['shot']))
    },
    addShot: async (prompt, seconds) => {
      const { events } = await place.json(
        'add',
        folder,
        'text',
        '--prompt',
        prompt,
        '--duration',
        String(seconds),
      )
      return String(events.find(({ event }) => event === 'shot')?.['shot'])
    },
    estimate: async (label) => {
      const { events } = await place.json('estimate', folder, '--shot', label)
      return Number(events.find(({ event }) => event === 'estimate')?.['usd']) * microUsdPerUsd
    },
    beginRehearsal: async (label) => {
      const running = startProgram(
        ['render', folder, '--shot', label, '--engine', 'rehearsal', '--json'],
        place.start,
      )
      atWork = running
      const event = await until(
        async () =>
          eventsSoFar(running).find(({ event: kind, state }) => kind === 'job' && state === 'running') ??
          null,
        'the rehearsal to be at work',
      )
      return String(event['job'])
    },
    endOf: async (job) => {
      await atWork?.ended
      return until(() => stateOf(job), `the end of ${job}`)
    },
    cancel: async (job) => {
      expect((await place.run('cancel', job)).code).toBe(0)
    },
    crash: async () => {
      atWork?.signal('SIGKILL')
      await atWork?.ended
    },
    resume: async (path) => {
      folder = path
      await place.must('resume', folder)
    },
    close: async () => {
      atWork?.signal('SIGTERM')
      await atWork?.ended
    },
  }
}

/** The events of a program still at work: its last line may be half-written. */
const eventsSoFar = (running: Running) => {
  const whole = running
    .output()
    .split('\n')
    .slice(0, -1)
    .filter((line) => line.startsWith('{'))
  return whole.length > 0 ? eventsOf({ stdout: whole.join('\n') }) : []
}
