import { blur, glow, linear, mix, px, radial, range } from './svg.ts'
import type { Point } from './svg.ts'

/** How the tower is lit. */
export interface TowerLight {
  /** Whitewash in the light and in the shade, and the red of its bands in the light. */
  readonly light: string
  readonly shade: string
  readonly red: string
  /** Ironwork, roofs and everything seen against the sky. */
  readonly iron: string
  /** Which side the sky's light comes from. */
  readonly from: 'left' | 'right'
  /** 0–1: how brightly the lamp burns. */
  readonly lamp: number
  /** 0–1: how brightly the windows are lit. */
  readonly windows: number
}

/** Where the lamp burns, seen from the middle of the tower's foot. */
export const lampOffset: Point = [0, -346]

const amber = '#ffc46b'

const tower = (light: TowerLight): string => {
  const [near, far] = light.from === 'left' ? [light.light, light.shade] : [light.shade, light.light]
  const deep = mix(light.red, '#120a18', 0.62)
  const outline = 'M-50 4C-40 -90 -34 -190 -31 -302L31 -302C34 -190 40 -90 50 4Z'
  const window = ([x, y]: Point) =>
    `<path d="M${x - 5} ${y + 9}v-13a5 6 0 0 1 10 0v13z" fill="${mix('#1a1c26', amber, light.windows)}"/>`
  return (
    linear(
      'tower-wall',
      [
        [0, mix(near, far, 0.22)],
        [0.2, near],
        [0.45, mix(near, far, 0.35)],
        [0.78, far],
        [1, mix(far, near, 0.16)],
      ],
      'across',
    ) +
    linear(
      'tower-red',
      light.from === 'left'
        ? [
            [0.15, light.red],
            [0.85, deep],
          ]
        : [
            [0.15, deep],
            [0.85, light.red],
          ],
      'across',
    ) +
    `<clipPath id="tower-shape"><path d="${outline}"/></clipPath>` +
    `${blur('foot-shade', 5)}<ellipse cx="30" cy="6" rx="110" ry="9" fill="#05070c" opacity="0.45" filter="url(#foot-shade)"/>` +
    `<path d="${outline}" fill="url(#tower-wall)"/>` +
    `<g clip-path="url(#tower-shape)"><rect x="-60" y="-118" width="120" height="58" fill="url(#tower-red)"/>` +
    `<rect x="-60" y="-238" width="120" height="56" fill="url(#tower-red)"/>` +
    `<rect x="-60" y="-302" width="120" height="14" fill="#000000" opacity="0.3"/></g>` +
    (
      [
        [-6, -140],
        [8, -204],
        [-6, -262],
      ] as const
    )
      .map(window)
      .join('') +
    `<path d="M-13 4v-30a13 15 0 0 1 26 0v30z" fill="${mix(light.iron, '#5a2c22', 0.35)}"/>`
  )
}

const lanternRoom = (light: TowerLight): string => {
  const posts = range(13).map((index) => `<path d="M${px(-46 + (index * 92) / 12)} -317v-17"/>`)
  const bars = [-22, -11, 0, 11, 22].map((x) => `<path d="M${x} -318v-50"/>`)
  const glass = mix(mix(light.shade, '#20303f', 0.4), '#fff1cf', light.lamp)
  return (
    `<path d="M-31 -302L-46 -312V-318H46V-312L31 -302Z" fill="${light.iron}"/>` +
    `<rect x="-23" y="-368" width="46" height="50" fill="${glass}"/>` +
    `<g stroke="${light.iron}" fill="none" stroke-width="1.7">${posts.join('')}<path d="M-47 -334H47M-47 -326H47"/></g>` +
    `<g stroke="${light.iron}" stroke-width="1.6" opacity="${1 - 0.4 * light.lamp}">${bars.join('')}<path d="M-23 -343H23"/></g>` +
    `<path d="M-30 -366H30L27 -372C22 -392 10 -402 0 -404C-10 -402 -22 -392 -27 -372Z" fill="${light.iron}"/>` +
    `<circle cy="-408" r="5.5" fill="${light.iron}"/><path d="M0 -408V-436" stroke="${light.iron}" stroke-width="2"/>`
  )
}

const cottage = (light: TowerLight): string => {
  const [gable, wall] =
    light.from === 'left' ? [light.light, light.shade] : [light.shade, mix(light.shade, light.light, 0.5)]
  const pane = mix('#191c28', amber, light.windows)
  return (
    `<path d="M128 -92h17v30h-17zM124 -95h25v7h-25z" fill="${light.iron}"/>` +
    `<path d="M50 8V-36L82 -72L114 -36V8Z" fill="${mix(gable, light.shade, 0.3)}"/>` +
    `<path d="M114 8V-36H202V8Z" fill="${mix(wall, light.iron, 0.25)}"/>` +
    `<path d="M43 -31L82 -76H172L210 -32H115L82 -70L49 -26Z" fill="${light.iron}"/>` +
    `<g fill="${pane}"><path d="M74 -34h17v19h-17z"/><path d="M132 -25h16v17h-16z"/><path d="M170 -25h16v17h-16z"/></g>` +
    `<path d="M82.500 -34v19M74 -25h17M140 -25v17M132 -17h16M178 -25v17M170 -17h16" stroke="${light.iron}" stroke-width="1.4"/>`
  )
}

/** The lighthouse and the keeper's cottage beside it; (0, 0) is the middle of the tower's foot, its top is at -436. */
export const lighthouse = (light: TowerLight): string => cottage(light) + tower(light) + lanternRoom(light)

/** The lamp's own brilliance, over everything else. */
export const lampGlow = (at: Point, strength: number): string =>
  glow('lamp-far', at, 420, '#ff9d45', 0.42 * strength) +
  glow('lamp-near', at, 120, '#ffd28a', 0.95 * strength) +
  radial('lamp-heart', at, 26, [
    [0, '#ffffff', strength],
    [0.5, '#fff4d6', 0.9 * strength],
    [1, '#ffdf9e', 0],
  ]) +
  `<circle cx="${px(at[0])}" cy="${px(at[1])}" r="26" fill="url(#lamp-heart)"/>`

/** One arm of light. Angles in degrees: 0 to the right, 90 down. */
export interface Beam {
  readonly angle: number
  /** Full opening angle. */
  readonly spread: number
  readonly length: number
  /** 0–1. */
  readonly strength: number
}

/** An arm of light from the lamp: a wide veil, a bright heart, and dust or rain drifting in both. */
export const beam = (id: string, at: Point, arm: Beam): string => {
  const cone = (share: number, reach: number, root: number) => {
    const side = (sign: -1 | 1) => {
      const angle = ((arm.angle + (sign * arm.spread * share) / 2) * Math.PI) / 180
      const across = ((arm.angle + sign * 90) * Math.PI) / 180
      const near = `${px(at[0] + Math.cos(across) * root)} ${px(at[1] + Math.sin(across) * root)}`
      return [near, `${px(at[0] + Math.cos(angle) * reach)} ${px(at[1] + Math.sin(angle) * reach)}`] as const
    }
    const [upperNear, upperFar] = side(-1)
    const [lowerNear, lowerFar] = side(1)
    return `M${upperNear}L${upperFar}L${lowerFar}L${lowerNear}Z`
  }
  return (
    radial(`${id}-fade`, at, arm.length, [
      [0, '#fff0c8', arm.strength],
      [0.12, '#ffe2a6', 0.72 * arm.strength],
      [0.45, '#ffd08a', 0.34 * arm.strength],
      [1, '#ffc07a', 0],
    ]) +
    blur(`${id}-soft`, 12) +
    blur(`${id}-crisp`, 4) +
    `<filter id="${id}-dust" filterUnits="userSpaceOnUse" x="-200" y="-300" width="2400" height="1600" color-interpolation-filters="sRGB">` +
    `<feTurbulence type="fractalNoise" baseFrequency="0.004 0.009" numOctaves="4" seed="8"/>` +
    `<feColorMatrix values="0 0 0 0 1 0 0 0 0 1 0 0 0 0 1 1.7 0 0 0 0" result="dust"/>` +
    `<feComposite in="SourceGraphic" in2="dust" operator="in"/></filter>` +
    `<g style="mix-blend-mode:screen"><g filter="url(#${id}-dust)">` +
    `<path d="${cone(1, arm.length, 11)}" fill="url(#${id}-fade)" filter="url(#${id}-soft)" opacity="0.75"/>` +
    `<path d="${cone(0.5, arm.length * 0.95, 8)}" fill="url(#${id}-fade)" filter="url(#${id}-crisp)" opacity="0.85"/></g></g>`
  )
}
