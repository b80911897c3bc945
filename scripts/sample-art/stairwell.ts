import {
  between,
  createRandom,
  glow,
  lerp,
  mix,
  picture,
  polygon,
  px,
  radial,
  range,
  roughen,
} from './svg.ts'
import type { Point } from './svg.ts'

/** The shaft, measured in its own radius: the wall stands at 1, the stairs leave a well of `inner` open; heights are above the camera. */
const inner = 0.56
const steps = 112
const stepsPerTurn = 24
const riseOfStep = 0.17
const lowest = 1
const top = lowest + steps * riseOfStep

const focal = 3300
const centre: Point = [1000, 505]

/** Where a point of the shaft stands in the picture; the camera lies on the floor, a little beside the axis. */
const project = (radius: number, angle: number, height: number): Point => [
  centre[0] + ((radius * Math.cos(angle) - 0.1) * focal) / height,
  centre[1] + ((radius * Math.sin(angle) + 0.05) * focal) / height,
]

/** Height of a step; below the first one the wall goes on down to just above the camera. */
const heightOf = (step: number) => Math.max(0.5, lowest + step * riseOfStep)

const angleOf = (step: number) => 0.6 + (step * 2 * Math.PI) / stepsPerTurn

/** Where moonlight falls in: which steps have a window beside them. */
const windows = [20, 47, 78]

/** Colour at a height and angle: amber from the lamp above, blue near a window, ink elsewhere. */
const shade = (step: number, tone: number): string => {
  const lamp = Math.exp((step - steps) / 58)
  const moon = Math.max(0, ...windows.map((window) => 1 - Math.abs(step - window) / 7))
  const dark = mix('#080d1a', '#4a5578', tone)
  const lit = mix(dark, mix('#3a1f14', '#ffb861', tone), lamp * 1.25)
  return mix(lit, mix('#1f3a5c', '#a9cfe8', tone), moon * 0.62)
}

const face = (corners: readonly Point[], colour: string) =>
  `<path d="${polygon(corners)}" fill="${colour}" stroke="${colour}" stroke-width="0.8"/>`

/** The stretch of wall from a step up to the one a turn above. */
const wall = (step: number, tone: number): string => {
  const [from, to] = [angleOf(step), angleOf(step + 1)]
  const rows = 5
  return range(rows)
    .map((row) => {
      const low = heightOf(step + (row * stepsPerTurn) / rows)
      const high = heightOf(step + ((row + 1) * stepsPerTurn) / rows)
      const corners = [
        project(1, from, low),
        project(1, to, low),
        project(1, to, high),
        project(1, from, high),
      ]
      return face(corners, shade(step + row * 2, tone * (1 - row * 0.13)))
    })
    .join('')
}

const line = ([x0, y0]: Point, [x1, y1]: Point, width: number, colour: string) =>
  `<path d="M${px(x0)} ${px(y0)}L${px(x1)} ${px(y1)}" stroke="${colour}" stroke-width="${width.toFixed(2)}" stroke-linecap="round"/>`

const stair = (step: number, random: () => number): string => {
  const [from, to] = [angleOf(step), angleOf(step + 1)]
  const height = lowest + step * riseOfStep
  const next = height + riseOfStep
  const tread = height + 0.05
  const wear = between(random, -0.07, 0.07)
  const underside = range(4).map((ring) => {
    const [near, far] = [lerp(inner, 1, ring / 4), lerp(inner, 1, (ring + 1) / 4)]
    const corners = [
      project(near, from, height),
      project(far, from, height),
      project(far, to, height),
      project(near, to, height),
    ]
    return face(corners, shade(step, 0.68 + wear - ring * 0.15))
  })
  const riser = [
    project(inner, to, height),
    project(1, to, height),
    project(1, to, next),
    project(inner, to, next),
  ]
  const string = [
    project(inner, from, height),
    project(inner, to, height),
    project(inner, to, tread + 0.07),
    project(inner, from, tread + 0.07),
  ]
  const weight = 17 / height
  const rail = height + 0.62
  const [foot, head] = [project(inner, from, height), project(inner, from, rail)]
  const [railFrom, railTo] = [head, project(inner, to, rail + riseOfStep)]
  const iron = mix('#05070d', shade(step, 0.55), 0.35)
  return (
    line(foot, head, weight * 0.8, iron) +
    line(railFrom, railTo, weight * 2, iron) +
    line(railFrom, railTo, weight * 0.6, shade(step, 0.9)) +
    face(riser, shade(step, 0.04)) +
    underside.join('') +
    face(string, shade(step, 1))
  )
}

/** The tower's stairs seen from the floor, turning up towards the lamp: 1920×1080. */
export const stairwell = (): string => {
  const random = createRandom(71)
  const eye = project(0, 0, top + 0.6)
  const walls = range(steps + stepsPerTurn).map((index) => wall(steps - 1 - index, between(random, 0.3, 0.5)))
  const stairs = range(steps)
    .toReversed()
    .map((step) => stair(step, random))
  return picture(
    1920,
    1080,
    [
      `<rect x="-80" y="-80" width="2080" height="1240" fill="#0a0f1c"/>`,
      radial('eye', eye, 165, [
        [0, '#fffbe8'],
        [0.35, '#ffe0a0'],
        [0.75, '#f2a04a'],
        [1, '#8a4a22'],
      ]),
      `<circle cx="${px(eye[0])}" cy="${px(eye[1])}" r="165" fill="url(#eye)"/>`,
      roughen('stone', '0.05 0.07', 0.2, 18),
      `<g filter="url(#stone)">${walls.join('')}${stairs.join('')}</g>`,
      radial('gloom', eye, 1150, [
        [0, '#03050b', 0],
        [0.3, '#03050b', 0],
        [1, '#03050b', 0.78],
      ]),
      `<rect x="-80" y="-80" width="2080" height="1240" fill="url(#gloom)"/>`,
      glow('shaft', eye, 720, '#ff9f48', 0.8),
      glow('lamp', eye, 150, '#ffe9bd', 0.9),
    ],
    80,
  )
}
