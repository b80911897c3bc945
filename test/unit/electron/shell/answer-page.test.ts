import * as fs from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { answerPage } from '../../../../electron/shell/answer-page.ts'
import { temporaryFolder } from '../../../kit/temporary-folder.ts'

const note = () => {}

const page = async () => {
  const folder = await temporaryFolder()
  await fs.mkdir(join(folder, 'page', 'assets'), { recursive: true })
  await fs.writeFile(join(folder, 'page', 'index.html'), '<!doctype html>')
  await fs.writeFile(join(folder, 'page', 'assets', 'main.js'), 'let a')
  await fs.writeFile(join(folder, 'secret.json'), '{}')
  await fs.symlink(join(folder, 'secret.json'), join(folder, 'page', 'assets', 'link.json'))
  const answer = answerPage(join(folder, 'page'), fs, { info: note, warn: note })
  return (address: string, init?: RequestInit) => answer(new Request(address, init))
}

describe('the page', () => {
  test('is served with its type and a policy that names everything it may load', async () => {
    const get = await page()
    const answer = await get('app://boardwright/')
    expect(answer.status).toBe(200)
    expect(await answer.text()).toBe('<!doctype html>')
    expect(answer.headers.get('Content-Type')).toBe('text/html; charset=utf-8')
    expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff')
    const policy = answer.headers.get('Content-Security-Policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self';")
    expect(policy).toContain("media-src 'self' blob: clip:;")
    expect(policy).not.toContain('unsafe-eval')
    expect(policy.split('; ').filter((part) => part.includes('unsafe'))).toEqual([
      "style-src-attr 'unsafe-inline'",
    ])
  })

  test('has scripts of its own', async () => {
    const answer = await (await page())('app://boardwright/assets/main.js?v=1')
    expect([answer.status, answer.headers.get('Content-Type')]).toEqual([
      200,
      'text/javascript; charset=utf-8',
    ])
  })

  test.each([
    'app://boardwright/nothing.js',
    'app://boardwright/assets/',
    'app://boardwright/../secret.json',
    'app://boardwright/assets/..%2f..%2fsecret.json',
    'app://boardwright/assets/%2e%2e/%2e%2e/secret.json',
    'app://boardwright/assets/..%5c..%5csecret.json',
    'app://boardwright/assets/%252e%252e%252fsecret.json',
    'app://boardwright/assets/link.json',
    'app://boardwright//etc/passwd',
    'app://boardwright/index.html%00.js',
    'app://elsewhere/',
    'app://boardwright.elsewhere/index.html',
  ])('has nothing at %s', async (address) => {
    const answer = await (await page())(address)
    expect([answer.status, await answer.text()]).toEqual([404, ''])
    expect(answer.headers.get('Content-Security-Policy')).toContain("default-src 'none'")
  })

  test('takes nothing', async () => {
    expect((await (await page())('app://boardwright/', { method: 'POST', body: 'x' })).status).toBe(404)
  })
})
