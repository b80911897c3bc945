/** The few words of SVG that the sample pictures are written in. All lengths are pixels, all colours `#rrggbb`. */

/** A point in picture coordinates: x to the right, y down. */
export type Point = readonly [x: number, y: number]

/** A stop of a gradient: where (0–1), colour, opacity (0–1, 1 when absent). */
export type Stop = readonly [offset: number, colour: string, opacity?: number]

/** Numbers of 0 up to, not including, 1. */
type Random = () => number

/** A repeatable source of numbers (mulberry32): the same seed draws the same picture. */
export const createRandom = (seed: number): Random => {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let bits = Math.imul(state ^ (state >>> 15), 1 | state)
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits
    return ((bits ^ (bits >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** A number from `low` up to `high`. */
export const between = (random: Random, low: number, high: number): number => low + (high - low) * random()

/** The number at `t` (0–1) of the way from `from` to `to`. */
export const lerp = (from: number, to: number, t: number): number => from + (to - from) * t

const channel = (colour: string, at: number) => Number.parseInt(colour.slice(at, at + 2), 16)

/** The colour at `t` (0–1, clamped) of the way from one colour to another. */
export const mix = (from: string, to: string, t: number): string => {
  const share = Math.min(1, Math.max(0, t))
  const parts = [1, 3, 5].map((at) => Math.round(lerp(channel(from, at), channel(to, at), share)))
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`
}

/** A number as it is written into the picture: a tenth of a pixel is enough. */
export const px = (value: number): string => String(Math.round(value * 10) / 10)

/** Whole numbers from 0 up to, not including, `count`. */
export const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index)

/** Path data of a closed polygon. */
export const polygon = (points: readonly Point[]): string =>
  `M${points.map(([x, y]) => `${px(x)} ${px(y)}`).join('L')}Z`

const stopList = (stops: readonly Stop[]) =>
  stops
    .map(
      ([offset, colour, opacity = 1]) =>
        `<stop offset="${offset}" stop-color="${colour}" stop-opacity="${opacity}"/>`,
    )
    .join('')

/** A linear gradient for `fill="url(#id)"`, across the shape's box: downwards, unless `direction` says otherwise. */
export const linear = (id: string, stops: readonly Stop[], direction: 'down' | 'across' = 'down'): string =>
  `<linearGradient id="${id}" x1="0" y1="0" ${direction === 'down' ? 'x2="0" y2="1"' : 'x2="1" y2="0"'}>${stopList(stops)}</linearGradient>`

/** A round gradient fixed in picture coordinates. */
export const radial = (id: string, [x, y]: Point, radius: number, stops: readonly Stop[]): string =>
  `<radialGradient id="${id}" gradientUnits="userSpaceOnUse" cx="${px(x)}" cy="${px(y)}" r="${px(radius)}">${stopList(stops)}</radialGradient>`

/** A soft round light, added to what is under it. */
export const glow = (id: string, at: Point, radius: number, colour: string, strength: number): string =>
  `${radial(id, at, radius, [
    [0, colour, strength],
    [0.18, colour, strength * 0.5],
    [0.45, colour, strength * 0.16],
    [1, colour, 0],
  ])}<circle cx="${px(at[0])}" cy="${px(at[1])}" r="${px(radius)}" fill="url(#${id})" style="mix-blend-mode:screen"/>`

/** How far a filter may reach beyond the shape it is put on. */
const around = 'x="-0.15" y="-0.3" width="1.3" height="1.6"'

/** A blur for `filter="url(#id)"`. */
export const blur = (id: string, deviation: number): string =>
  `<filter id="${id}" ${around} color-interpolation-filters="sRGB"><feGaussianBlur stdDeviation="${deviation}"/></filter>`

/** Torn edges for clouds and spray: shifts pixels by up to half of `reach` along noise of the frequencies given. */
export const tear = (id: string, frequency: string, reach: number, seed: number, softness = 0): string =>
  `<filter id="${id}" ${around} color-interpolation-filters="sRGB">` +
  `<feTurbulence type="fractalNoise" baseFrequency="${frequency}" numOctaves="4" seed="${seed}" result="noise"/>` +
  `<feDisplacementMap in="SourceGraphic" in2="noise" scale="${reach}" xChannelSelector="R" yChannelSelector="G"/>` +
  `${softness > 0 ? `<feGaussianBlur stdDeviation="${softness}"/>` : ''}</filter>`

/**
 * A rough surface for `filter="url(#id)"`: what it is put on keeps its shape and colour and gets noise of the given
 * frequency burnt in, `depth` (0–1) deep.
 */
export const roughen = (id: string, frequency: string, depth: number, seed: number): string =>
  `<filter id="${id}" ${around} color-interpolation-filters="sRGB">` +
  `<feTurbulence type="fractalNoise" baseFrequency="${frequency}" numOctaves="4" seed="${seed}"/>` +
  `<feColorMatrix values="${`${depth * 2} 0 0 0 ${1 - depth} `.repeat(3)}0 0 0 0 1" result="grit"/>` +
  `<feComposite in="SourceGraphic" in2="grit" operator="arithmetic" k1="1" result="rough"/>` +
  `<feComposite in="rough" in2="SourceGraphic" operator="in"/></filter>`

/**
 * A whole picture of the given size. `bleed` is drawn around it on all sides, for filters would otherwise fade
 * towards the edge of the drawing; whoever renders the picture cuts it off.
 */
export const picture = (width: number, height: number, parts: readonly string[], bleed = 0): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width + 2 * bleed}" height="${height + 2 * bleed}" viewBox="${-bleed} ${-bleed} ${width + 2 * bleed} ${height + 2 * bleed}">${parts.join('\n')}</svg>`
