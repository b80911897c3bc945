import { between, blur, createRandom, glow, linear, px, range, tear } from './svg.ts'
import type { Point, Stop } from './svg.ts'

/** Width of everything that is drawn behind a frame: wide enough for a camera that draws back. */
const left = -500
const width = 2920

/** The air from the top of the frame down to the horizon and a little below it. */
export const sky = (stops: readonly Stop[], horizon: number): string =>
  `${linear('sky', stops)}<rect x="${left}" y="-400" width="${width}" height="${horizon + 420}" fill="url(#sky)"/>`

/** Stars above the horizon, thinning out towards it. `brightness` 0–1. */
export const stars = (horizon: number, brightness: number): string => {
  const random = createRandom(11)
  const one = () => {
    const y = horizon * random() ** 1.35 * 0.92
    const size = 0.7 + 1.9 * random() ** 5
    const fade = brightness * (1 - y / horizon) ** 0.7 * between(random, 0.35, 1)
    const colour = random() < 0.2 ? '#ffdcb0' : '#dcebff'
    return `<circle cx="${px(between(random, left, left + width))}" cy="${px(y)}" r="${px(size)}" fill="${colour}" opacity="${fade.toFixed(2)}"/>`
  }
  return range(520).map(one).join('')
}

/** A sun or moon: a disc with the light around it. */
export const disc = (at: Point, radius: number, colour: string, haze: string, strength: number): string =>
  glow('disc-far', at, radius * 16, haze, strength * 0.75) +
  glow('disc-near', at, radius * 5, haze, strength) +
  `${blur('disc-edge', 1)}<circle cx="${px(at[0])}" cy="${px(at[1])}" r="${px(radius)}" fill="${colour}" filter="url(#disc-edge)"/>`

/** A bank of clouds: long torn shapes between two heights. */
export interface CloudBank {
  readonly seed: number
  readonly top: number
  readonly bottom: number
  readonly count: number
  /** Typical half length and half thickness of one cloud. */
  readonly length: number
  readonly thickness: number
  readonly body: string
  /** The edge that faces the light, and which edge that is: -1 above, 1 below. */
  readonly rim: string
  readonly rimSide: -1 | 1
  readonly opacity: number
}

/** One bank of clouds. Lower ones are flatter, as they are farther away. */
export const clouds = (bank: CloudBank): string => {
  const random = createRandom(bank.seed)
  const id = `cloud-${bank.seed}`
  const one = () => {
    const depth = random()
    const middle = between(random, left, left + width)
    const level = bank.top + (bank.bottom - bank.top) * depth
    const size = between(random, 0.5, 1.4) * (1.15 - 0.55 * depth)
    const puffs = range(6).map((index) => {
      const along = (index - 2.5) / 2.5
      const rx = bank.length * size * between(random, 0.3, 0.62)
      const ry = bank.thickness * size * between(random, 0.4, 1) * (1.15 - Math.abs(along) * 0.75)
      return [middle + along * bank.length * size * 0.8, level - ry * 0.5, rx, ry] as const
    })
    const draw = (shift: number, grow: number, colour: string, opacity: number) =>
      `<g fill="${colour}" opacity="${opacity}">${puffs
        .map(
          ([x, y, rx, ry]) =>
            `<ellipse cx="${px(x)}" cy="${px(y + shift)}" rx="${px(rx * grow)}" ry="${px(ry * grow)}"/>`,
        )
        .join('')}</g>`
    return draw(bank.rimSide * bank.thickness * size * 0.22, 0.98, bank.rim, 0.7) + draw(0, 1, bank.body, 1)
  }
  const shapes = range(bank.count).map(one).join('')
  return `${tear(id, '0.004 0.012', 36 + bank.thickness * 1.5, bank.seed, Math.max(2.5, bank.thickness / 8))}<g filter="url(#${id})" opacity="${bank.opacity}">${shapes}</g>`
}

const fork = (random: () => number, from: Point, to: Point, jitter: number): Point[] => {
  if (jitter < 3) return [from, to]
  const middle: Point = [(from[0] + to[0]) / 2 + between(random, -jitter, jitter), (from[1] + to[1]) / 2]
  return [...fork(random, from, middle, jitter / 2), ...fork(random, middle, to, jitter / 2)]
}

const bolt = (points: readonly Point[], weight: number) =>
  `<path d="M${points.map(([x, y]) => `${px(x)} ${px(y)}`).join('L')}" fill="none" stroke="#eaf4ff" stroke-width="${weight}" stroke-linejoin="round"/>`

/** A stroke of lightning from the clouds to the sea, with two branches and the sky lit around it. */
export const lightning = (from: Point, to: Point, seed: number): string => {
  const random = createRandom(seed)
  const trunk = fork(random, from, to, 70)
  const branch = (share: number, reach: number) => {
    const start = trunk[Math.floor(trunk.length * share)] ?? from
    return fork(random, start, [start[0] + reach, start[1] + Math.abs(reach) * 0.9], 34)
  }
  const strokes = bolt(trunk, 3.2) + bolt(branch(0.35, 130), 1.6) + bolt(branch(0.55, -105), 1.3)
  return (
    glow('flash', [from[0], from[1] + 40], 620, '#8fb3cf', 0.75) +
    `${blur('bolt-halo', 9)}<g filter="url(#bolt-halo)" opacity="0.9">${strokes}</g>${strokes}`
  )
}

/** Driven rain over the whole frame. `opacity` is that of the nearest drops. */
export const rain = (seed: number, count: number, opacity: number): string => {
  const random = createRandom(seed)
  const drop = () => {
    const near = random() ** 2
    const length = 14 + 62 * near
    const x = between(random, -100, 2100)
    const y = between(random, -80, 1080)
    return `<path d="M${px(x)} ${px(y)}l${px(-length * 0.36)} ${px(length)}" stroke-width="${px(0.6 + 1.1 * near)}" opacity="${(opacity * (0.35 + 0.65 * near)).toFixed(2)}"/>`
  }
  return `<g stroke="#cfe0ea" stroke-linecap="round">${range(count).map(drop).join('')}</g>`
}

/** Gulls far off: two strokes each. */
export const gulls = (
  birds: readonly (readonly [x: number, y: number, span: number])[],
  colour: string,
): string =>
  birds
    .map(
      ([x, y, span]) =>
        `<path d="M${px(x - span)} ${px(y - span * 0.12)}q${px(span * 0.55)} ${px(-span * 0.5)} ${px(span)} ${px(span * 0.2)}q${px(span * 0.4)} ${px(-span * 0.75)} ${px(span * 1.05)} ${px(-span * 0.42)}q${px(-span * 0.6)} ${px(-span * 0.02)} ${px(-span * 1.02)} ${px(span * 0.62)}q${px(-span * 0.4)} ${px(-span * 0.45)} ${px(-span * 1.03)} ${px(-span * 0.28)}z" fill="${colour}"/>`,
    )
    .join('')
