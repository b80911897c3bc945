import { between, blur, createRandom, linear, mix, px, range, tear } from './svg.ts'
import type { Point, Stop } from './svg.ts'

const left = -500
const right = 2420

/** Water from the horizon to below the frame. */
export const water = (stops: readonly Stop[], horizon: number): string =>
  `${linear('water', stops)}<rect x="${left}" y="${horizon}" width="${right - left}" height="${1500 - horizon}" fill="url(#water)"/>`

const lens = (x: number, y: number, half: number, height: number, colour: string, opacity: number) =>
  `<path d="M${px(x - half)} ${px(y)}Q${px(x)} ${px(y - height)} ${px(x + half)} ${px(y)}Q${px(x)} ${px(y + height)} ${px(x - half)} ${px(y)}Z" fill="${colour}" opacity="${opacity.toFixed(2)}"/>`

/** Ripples: flat lenses of light and shade, larger towards the viewer. */
export const ripples = (horizon: number, light: string, dark: string, strength: number): string => {
  const random = createRandom(23)
  const one = () => {
    const near = random() ** 1.6
    const y = horizon + 3 + 560 * near
    const half = 14 + 190 * near * between(random, 0.4, 1.2)
    const bright = random() < 0.5
    const opacity = strength * between(random, 0.12, 0.42) * (bright ? 1 - 0.55 * near : 1)
    return lens(between(random, left, right), y, half, 0.7 + 9 * near, bright ? light : dark, opacity)
  }
  return range(900).map(one).join('')
}

/** The road of light that a lamp, sun or moon at `x` lays on the water; `spread` is its half width at the bottom. */
export const glitter = (
  x: number,
  horizon: number,
  spread: number,
  colour: string,
  strength: number,
): string => {
  const random = createRandom(31)
  const one = () => {
    const near = random() ** 1.3
    const sway = (random() + random() + random() - 1.5) * 1.25
    const across = x + sway * (26 + spread * near)
    const half = 5 + 42 * near * between(random, 0.4, 1.3)
    const opacity = strength * (1 - Math.abs(sway) / 2) * (1 - 0.62 * near) * between(random, 0.4, 1)
    return lens(across, horizon + 2 + 400 * near, half, 0.9 + 4.2 * near, colour, Math.max(0, opacity))
  }
  return `<g style="mix-blend-mode:screen">${range(620).map(one).join('')}</g>`
}

/** One swell of a rough sea, as a silhouette with a lit edge and foam running down its back. */
export interface Swell {
  readonly seed: number
  /** Height of its middle line, and how far its crests rise above it. */
  readonly y: number
  readonly height: number
  readonly length: number
  /** Shift along x: where the crests stand. */
  readonly phase: number
  readonly crest: string
  readonly body: string
  readonly foam: string
  /** 0–1: how much of the crest breaks. */
  readonly breaking: number
}

/** How high a swell stands at `x` (about 0–1): pointed crests, wide troughs, no two alike. */
const riseAt = (wave: Swell, x: number): number => {
  const angle = (x - wave.phase) / wave.length
  const crest = (1 - Math.abs(Math.sin(angle * Math.PI))) ** 1.9
  const second = (1 - Math.abs(Math.sin(angle * Math.PI * 2.37 + wave.seed))) ** 2
  const set = 0.7 + 0.3 * Math.sin(angle * 1.37 + wave.seed)
  return (
    crest * set +
    second * 0.2 +
    Math.sin(x / 41 + wave.seed * 2.1) * 0.028 +
    Math.sin(x / 17 + wave.seed) * 0.014
  )
}

/** A point `fall` pixels below a swell's surface; crests lean towards the shore, to the right. */
const surface = (wave: Swell, x: number, fall = 0): Point => {
  const rise = riseAt(wave, x)
  return [x + rise ** 2 * wave.height * 0.5, wave.y - wave.height * rise + fall * (1 + rise * 0.5)]
}

const along = (points: readonly Point[]) => points.map(([x, y]) => `${px(x)} ${px(y)}`).join('L')

/** Draws a swell down to the bottom of the frame. */
export const swell = (wave: Swell): string => {
  const random = createRandom(wave.seed)
  const id = `swell-${wave.seed}`
  const step = 8
  const xs = range((right - left) / step + 1).map((index) => left + index * step)
  const edge = xs.map((x) => surface(wave, x))
  const streak = () => {
    const x = between(random, left, right)
    const rise = riseAt(wave, x)
    const fall = wave.height * (0.04 + 1.1 * random() ** 1.6)
    const half = wave.height * between(random, 0.15, 0.75)
    const points = range(7).map((index) => surface(wave, x - half + (index * half) / 3, fall))
    const fade =
      wave.breaking * Math.max(0, rise + 0.12) * between(random, 0.1, 0.55) * (1 - fall / wave.height / 1.3)
    return `<path d="M${along(points)}" stroke-width="${px(0.8 + wave.height * 0.022 * random())}" opacity="${Math.max(0, fade).toFixed(2)}"/>`
  }
  const froth = (x: number) =>
    wave.height * 0.34 * wave.breaking * (riseAt(wave, x) - 0.5) * between(random, 0.5, 1.5)
  const breaking = (x: number) => riseAt(wave, x) > 0.5
  const crests = xs.filter((x) => breaking(x) && !breaking(x - step))
  const cap = (start: number) => {
    const run = xs.slice(
      xs.indexOf(start),
      xs.findIndex((x) => x > start && !breaking(x)),
    )
    const upper = run.map((x) => surface(wave, x, -1))
    const lower = run.map((x) => surface(wave, x, froth(x)))
    return `<path d="M${along([...upper, ...lower.toReversed()])}Z" fill="${wave.foam}" opacity="0.85"/>`
  }
  return (
    linear(`${id}-fill`, [
      [0, wave.crest],
      [(wave.height * 0.45) / (1500 - wave.y + wave.height), mix(wave.crest, wave.body, 0.6)],
      [(wave.height * 1.2) / (1500 - wave.y + wave.height), wave.body],
      [1, mix(wave.body, '#000000', 0.6)],
    ]) +
    tear(`${id}-foam`, '0.03 0.045', 5 + wave.height * 0.08, wave.seed, 0.6) +
    `<path d="M${along(edge)}L${right} 1500L${left} 1500Z" fill="url(#${id}-fill)"/>` +
    `<g filter="url(#${id}-foam)"><g fill="none" stroke="${wave.foam}" stroke-linejoin="round" stroke-linecap="round">${range(420).map(streak).join('')}</g>` +
    `${crests.map(cap).join('')}</g>`
  )
}

/** A sea that breaks upwards at (`x`, `y`): torn plumes, drifting mist and fine drops, `reach` pixels high. */
export const spray = (x: number, y: number, reach: number, colour: string, seed: number): string => {
  const random = createRandom(seed)
  const id = `spray-${seed}`
  const jets = range(22).map(() => {
    const lean = between(random, -0.75, 0.55)
    return {
      lean,
      power: reach * between(random, 0.5, 1.05) * (1 - 0.75 * Math.abs(lean)),
      foot: x + lean * reach * 0.75,
    }
  })
  const at = (jet: (typeof jets)[number], age: number, scatter: number): Point => [
    jet.foot + jet.lean * reach * age * 0.5 + between(random, -scatter, scatter),
    y + 6 - jet.power * (1.75 * age - 0.75 * age * age) + between(random, -scatter, scatter),
  ]
  const plume = (jet: (typeof jets)[number]) =>
    range(9).map((index) => {
      const age = index / 9
      const [cx, cy] = at(jet, age, reach * 0.02)
      const size = reach * (0.085 - 0.055 * age) * between(random, 0.7, 1.3)
      return `<ellipse cx="${px(cx)}" cy="${px(cy)}" rx="${px(size)}" ry="${px(size * 1.3)}" opacity="${(0.28 * Math.min(1, 0.2 + 3 * age) * (1.05 - age)).toFixed(2)}"/>`
    })
  const drops = (jet: (typeof jets)[number]) =>
    range(46).map(() => {
      const age = random() ** 0.7
      const [cx, cy] = at(jet, age, reach * 0.09 * (0.3 + age))
      const size = between(random, 0.5, 0.9 + reach * 0.004)
      return `<circle cx="${px(cx)}" cy="${px(cy)}" r="${px(size)}" opacity="${between(random, 0.2, 0.75).toFixed(2)}"/>`
    })
  return (
    `${tear(id, '0.028 0.024', reach * 0.24, seed, 1.4)}${blur(`${id}-mist`, reach * 0.09)}<g fill="${colour}">` +
    `<g filter="url(#${id}-mist)" opacity="0.4">${jets.flatMap(plume).join('')}</g>` +
    `<g filter="url(#${id})">${jets.flatMap(plume).join('')}</g>${jets.flatMap(drops).join('')}</g>`
  )
}
