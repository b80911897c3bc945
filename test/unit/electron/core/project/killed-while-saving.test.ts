import * as fs from 'node:fs/promises'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { openProject } from '../../../../../electron/core/project/open-project.ts'
import { serialiseDocument } from '../../../../../shared/domain/opening.ts'
import { startBoard } from '../../../../kit/boards.ts'
import { largeBoard } from '../../../../kit/large-board.ts'

const kills = 40

it(
  `a process killed while it saves, ${kills} times, loses nothing that it had acknowledged`,
  { timeout: 300_000 },
  async () => {
    const { folder, project, ports } = await startBoard()
    await project.close()
    await fs.writeFile(
      join(folder, 'boardwright.json'),
      serialiseDocument({ ...largeBoard(150), title: '0' }),
    )

    for (let kill = 0; kill < kills; kill++) {
      const child = spawn(
        process.execPath,
        [join(import.meta.dirname, 'saving-child.ts'), folder, ports.home],
        {
          stdio: ['ignore', 'pipe', 'inherit'],
        },
      )
      let output = ''
      child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
      const ended = Promise.all([once(child, 'exit'), once(child.stdout, 'end')])
      await Promise.race([once(child.stdout, 'data'), ended])
      // Anywhere within the next few saves.
      await wait(Math.random() * 40)
      child.kill('SIGKILL')
      await ended

      const acknowledged = Number(output.trimEnd().split('\n').at(-1))
      expect(acknowledged).toBeGreaterThan(0)
      const opened = await openProject(folder, ports)
      if (!opened.ok) throw new Error(opened.error.message)
      const { document, report, access } = opened.value
      expect(report).toEqual({ repairs: [] })
      expect(access).toEqual({ kind: 'write' })
      expect([acknowledged, acknowledged + 1]).toContain(Number(document.title))
      expect(Object.keys(document.shots)).toHaveLength(150)
      expect((await fs.readdir(folder)).filter((name) => name.endsWith('.tmp'))).toEqual([])
      await opened.value.close()
    }
  },
)
