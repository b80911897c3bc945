import * as fs from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Failure } from '../../shared/errors.ts'
import { breaches, type Evidence } from './oracle.ts'
import { startFaultBoard } from './board.ts'

/** The evidence of one shot that was rendered well. */
const goodEvidence = async (): Promise<Evidence> => {
  const board = await startFaultBoard()
  await board.render()
  const acknowledged = board.project().document
  await board.judge()
  const { root, home, folder, failures } = board
  const { journal, key } = board.standIn
  return { journal, root, home, folder, acknowledged, key, said: [], failures }
}

describe('the oracle', () => {
  it('finds nothing where nothing is wrong', async () => {
    expect(await breaches(await goodEvidence())).toEqual([])
  })

  it('finds a second payment, unless it was agreed to', async () => {
    const evidence = await goodEvidence()
    const [intent = ''] = evidence.journal.acceptedPerIntent().keys()
    const journal = { ...evidence.journal, acceptedPerIntent: () => new Map([[intent, 2]]) }
    expect(await breaches({ ...evidence, journal })).toEqual([expect.stringMatching(/^P: .*2 times/)])
    expect(await breaches({ ...evidence, journal, confirmedAgain: [intent] })).toEqual([])
  })

  it('finds a clip that is gone or altered, and a request that no job stands for', async () => {
    const evidence = await goodEvidence()
    const [take] = Object.values(evidence.acknowledged.takes)
    const clip = join(evidence.folder, 'clips', take?.file ?? '')
    await fs.appendFile(clip, 'x')
    expect(await breaches(evidence)).toEqual([expect.stringMatching(/^L: the clip/)])
    await fs.rm(clip)
    expect(await breaches(evidence)).toEqual([expect.stringMatching(/^L: the clip/)])
    await fs.rm(join(evidence.home, 'ledger.db'))
    expect(await breaches(evidence)).toEqual([expect.stringMatching(/^L: request .* no job stands for it/)])
  })

  it('finds a document that is not the one that was saved, or does not open', async () => {
    const evidence = await goodEvidence()
    const other = { ...evidence.acknowledged, title: 'Another' }
    expect(await breaches({ ...evidence, acknowledged: other })).toEqual([expect.stringMatching(/^D: /)])
    await fs.writeFile(join(evidence.folder, 'boardwright.json'), 'half a docum')
    expect(await breaches(evidence)).toContainEqual(expect.stringMatching(/^D: the document was damaged/))
  })

  it('finds words that leave out cause, cost or next step', async () => {
    const evidence = await goodEvidence()
    const mute: Failure = { code: 'fal/failed', message: 'Error.' }
    expect(await breaches({ ...evidence, failures: [mute] })).toEqual([
      expect.stringMatching(/^E: .* cause/),
      expect.stringMatching(/^E: .* cost/),
      expect.stringMatching(/^E: .* next step/),
    ])
  })

  it('finds the key, or the secret half of it, in a file, in what was said and in a failure', async () => {
    const evidence = await goodEvidence()
    const secret = evidence.key.split(':')[1] ?? ''
    await fs.writeFile(join(evidence.home, 'crash.log'), `… Authorization: Key x:${secret} …`)
    const failure: Failure = {
      code: 'fal/failed',
      message: `It failed with ${evidence.key}; try again.`,
      cost: 'nothing',
    }
    expect(await breaches({ ...evidence, said: [`key ${evidence.key}`], failures: [failure] })).toEqual([
      expect.stringMatching(/^K: .*crash\.log/),
      'K: the key was printed',
      'K: the key stands in a failure',
    ])
  })
})
