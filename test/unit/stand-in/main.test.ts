import { spawn } from 'node:child_process'
import { once } from 'node:events'
import process from 'node:process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { textEndpoint } from './setting.ts'

const announcement = z.strictObject({ proxyUrl: z.url() })

test('run by itself, the stand-in prints its address, takes the key it was given, and ends on SIGTERM', async () => {
  const main = fileURLToPath(new URL('../../stand-in/main.ts', import.meta.url))
  const child = spawn(process.execPath, [main, '--key', 'my-key'], { stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const [line] = await once(createInterface(child.stdout), 'line')
  const { proxyUrl } = announcement.parse(JSON.parse(String(line)))

  const response = await fetch(proxyUrl, {
    headers: {
      authorization: 'Key my-key',
      'x-fal-target-url': `https://api.fal.ai/v1/models/pricing?endpoint_id=${textEndpoint}`,
    },
  })
  expect(response.status).toBe(200)
  await response.text()

  child.kill('SIGTERM')
  expect(await once(child, 'exit')).toEqual([0, null])
})
