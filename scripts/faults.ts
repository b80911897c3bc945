import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { faultMatrix } from '../test/faults/matrix.ts'

/**
 * Runs the fault suite on a fresh build and writes docs/faults.md from what came of it:
 * `npm run faults [-- --kills N] [--seed S] [--long]`. `--long` kills 1,000 times at random instead of 150, races 1,000 times
 * for a budget instead of 50, renders a thousand jobs at once instead of two hundred, and lets every file call fail in every way.
 */
const { values } = parseArgs({
  options: { kills: { type: 'string' }, seed: { type: 'string' }, long: { type: 'boolean', default: false } },
})
const wholeNumber = z.coerce.number().int().min(0)
const isLong = values.long
const kills = wholeNumber.parse(values.kills ?? (isLong ? 1000 : 150))
const seed = wholeNumber.parse(values.seed ?? Math.floor(Math.random() * 2 ** 31))
const reportFile = '.cache/faults.json'

const reportSchema = z.object({
  testResults: z.array(
    z.object({
      assertionResults: z.array(
        z.object({ title: z.string(), status: z.string(), duration: z.number().nullish() }),
      ),
    }),
  ),
})
type Tried = z.infer<typeof reportSchema>['testResults'][number]['assertionResults'][number]

const run = async (command: string, args: readonly string[]): Promise<number> => {
  const env = {
    ...process.env,
    FAULT_KILLS: String(kills),
    FAULT_SEED: String(seed),
    FAULT_LONG: isLong ? '1' : '0',
  }
  const [code] = (await once(spawn(command, args, { stdio: 'inherit', env }), 'exit')) as [number | null]
  return code ?? 1
}

/** The tests of one row of the matrix: their titles begin with its number. */
const rowTests = (tests: readonly Tried[], row: number) =>
  tests.filter(({ title }) => Number.parseInt(title, 10) === row)

const lineFor = ({ row, fault, onlyLong }: (typeof faultMatrix)[number], tests: readonly Tried[]): string => {
  const broken = tests.filter(({ status }) => status !== 'passed')
  const seconds = tests.reduce((sum, { duration }) => sum + (duration ?? 0), 0) / 1000
  const result =
    tests.length === 0 ? 'not tried yet' : broken.length === 0 ? 'holds' : `**broken** (${broken.length})`
  const left = tests.length > 0 && onlyLong !== null && !isLong ? `; left to \`--long\`: ${onlyLong}` : ''
  return `| ${row} | ${fault} | ${tests.length || ''} | ${result}${left} | ${tests.length > 0 ? `${seconds.toFixed(1)} s` : ''} |`
}

const pageOf = (tests: readonly Tried[]): string => {
  const broken = tests.filter(({ status }) => status !== 'passed')
  const tried = faultMatrix.filter(({ row }) => rowTests(tests, row).length > 0).length
  return [
    '# What has been tried against the program, and what came of it',
    '',
    `Written by \`npm run faults\`; not to be edited by hand. This run: ${tests.length} tests over ${tried} of ` +
      `${faultMatrix.length} rows, ${kills} kills at random, seed ${seed}. Wherever money was or could have been spent, one oracle ` +
      '(`test/faults/oracle.ts`) looks afterwards whether',
    '',
    '- **P** nothing was paid for twice, by the stand-in’s count of accepted requests;',
    '- **L** every accepted request is a clip on disk, or stands in the ledger with its request id;',
    '- **D** the project opens and equals the last acknowledged save;',
    '- **E** every failure shown names cause, cost and next step;',
    '- **K** the key stands in no file and in nothing that was said.',
    '',
    '| row | fault | tests | result | time |',
    '| --: | --- | --: | --- | --: |',
    ...faultMatrix.map((line) => lineFor(line, rowTests(tests, line.row))),
    '',
    'What is left to `--long` is tried by `npm run faults -- --long`, which takes the better part of an hour.',
    ...(broken.length > 0 ? ['', '## Broken', '', ...broken.map(({ title }) => `- ${title}`)] : []),
    '',
  ].join('\n')
}

console.log(
  `${kills} kills at random, seed ${seed}; the same again: npm run faults -- --kills ${kills} --seed ${seed}`,
)
const built = await run('vite', ['build', '--logLevel', 'warn'])
if (built !== 0) process.exit(built)
// What an earlier run reported must not pass for this one's report.
await rm(reportFile, { force: true })
const code = await run('vitest', [
  'run',
  '--project',
  'faults',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${reportFile}`,
])
const report = reportSchema.parse(JSON.parse(await readFile(reportFile, 'utf8')))
await mkdir('docs', { recursive: true })
await writeFile('docs/faults.md', pageOf(report.testResults.flatMap((file) => file.assertionResults)))
process.exitCode = code
