import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { setType, type Copy, type Lettering } from '../../../../../electron/core/rehearsal/lettering.ts'

const copy = (text: string, extra: Partial<Copy> = {}): Copy => ({
  text,
  colour: '#ffffff',
  sizes: [40, 24],
  maxWidth: 400,
  maxHeight: 120,
  ...extra,
})

const pixels = async (lettering: Lettering | undefined): Promise<Buffer> =>
  sharp(lettering?.data).ensureAlpha().raw().toBuffer()

describe('lettering', () => {
  it('sets text that is too long for its large size in the small one, and cuts what still does not fit', async () => {
    const short = await setType(copy('Rain'))
    const middling = await setType(copy('Rain on the window while the kettle boils and the cat sleeps on'))
    const long = await setType(copy('Rain on the window. '.repeat(200)))
    expect(short?.height).toBeGreaterThan(20)
    for (const lettering of [middling, long]) {
      expect(lettering?.width).toBeLessThanOrEqual(400)
      expect(lettering?.height).toBeLessThanOrEqual(120)
    }
    expect(long?.height).toBeGreaterThan(60)
  })

  it('shows markup as it was typed instead of obeying it', async () => {
    const typed = await setType(copy('<b>bold</b> & "free"'))
    const obeyed = await setType(copy('bold & "free"'))
    expect(typed?.width).toBeGreaterThan((obeyed?.width ?? 0) + 40)
  })

  it.each([
    ['emoji', '🎬👩‍👩‍👧‍👦 take two'],
    ['right-to-left text', 'مرحبا بالعالم'],
    ['Chinese', '山の上の家'],
    ['half a surrogate pair', 'take \uD83C two'],
    ['control characters', 'a\u0000b\u001bc'],
    ['a word longer than a line', 'x'.repeat(500)],
  ])('sets %s', async (_, text) => {
    const drawn = await pixels(await setType(copy(text)))
    expect(drawn.some((value) => value > 0)).toBe(true)
  })

  it.each([
    ['nothing', ''],
    ['white space', ' \n\t '],
  ])('draws nothing for %s', async (_, text) => {
    expect(await setType(copy(text))).toBeUndefined()
  })

  it('is readable on a machine without any fonts', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'no-fonts-'))
    try {
      const config = join(folder, 'fonts.conf')
      await writeFile(
        config,
        `<?xml version="1.0"?><fontconfig><cachedir>${join(folder, 'cache')}</cachedir></fontconfig>`,
      )
      const module = new URL('../../../../../electron/core/rehearsal/lettering.ts', import.meta.url)
      const script = `
        const { setType } = await import(${JSON.stringify(module.href)})
        const widths = []
        for (const bold of [false, true])
          for (const text of ['iiiiii', 'WWWWWW'])
            widths.push((await setType({ ...${JSON.stringify(copy(''))}, text, bold })).width)
        console.log(JSON.stringify(widths))`
      const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
        env: { ...process.env, FONTCONFIG_FILE: config },
        timeout: 20_000,
      })
      // The boxes that stand in for letters are all of one width.
      const [narrow, wide, boldNarrow, boldWide] = JSON.parse(stdout) as [number, number, number, number]
      expect(wide).toBeGreaterThan(2 * narrow)
      expect(boldWide).toBeGreaterThan(2 * boldNarrow)
      expect(boldWide).toBeGreaterThan(wide)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })
})
