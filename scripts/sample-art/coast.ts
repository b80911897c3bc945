import { foreground, headland, stacks, towerFoot } from './headland.ts'
import type { GroundLight } from './headland.ts'
import { beam, lampGlow, lampOffset, lighthouse } from './lighthouse.ts'
import type { Beam, TowerLight } from './lighthouse.ts'
import { glitter, ripples, spray, swell, water } from './sea.ts'
import type { Swell } from './sea.ts'
import { clouds, disc, gulls, lightning, rain, sky, stars } from './sky.ts'
import type { CloudBank } from './sky.ts'
import { linear, picture, px } from './svg.ts'
import type { Point, Stop } from './svg.ts'

/** The view of the lighthouse from the sea path, at one moment of the night. One geometry, many lights. */
export interface Moment {
  readonly camera: Camera
  readonly sky: readonly Stop[]
  readonly water: readonly Stop[]
  /** Ripples: light, dark, strength (0–1). */
  readonly ripples: readonly [light: string, dark: string, strength: number]
  readonly stars: number
  readonly disc?: {
    readonly at: Point
    readonly radius: number
    readonly colour: string
    readonly haze: string
    readonly strength: number
    readonly glitter: number
  }
  readonly clouds: readonly CloudBank[]
  readonly lightning?: { readonly from: Point; readonly to: Point; readonly seed: number }
  readonly ground: GroundLight
  readonly tower: TowerLight
  readonly beams: readonly Beam[]
  /** Swells behind the headland and in front of it. */
  readonly swells: { readonly far: readonly Swell[]; readonly near: readonly Swell[] }
  readonly spray: readonly (readonly [x: number, y: number, reach: number])[]
  readonly rain: number
  /** Haze over the foot of the cliff: colour and opacity. */
  readonly haze: readonly [colour: string, opacity: number]
  readonly gulls: readonly (readonly [x: number, y: number, span: number])[]
  /** The small figure on the path, drawn in world coordinates. */
  readonly figure?: string
  readonly near: { readonly colour: string; readonly rim: string }
}

/** A camera that travels towards the tower: `travel` is 1 at the start; `tilt` and `pan` move the frame, in pixels. */
interface Camera {
  readonly travel: number
  readonly tilt: number
  readonly pan: number
}

const horizon = 700
const centre = 1010

/** How much is drawn around the frame, to be cut off. */
const bleed = 80

/** Puts a drawing at a distance: 0 is the horizon, which never grows; 1 is the headland; beyond 1 is nearer. */
const layer = (camera: Camera, nearness: number, drawing: string): string => {
  const scale = 1 + (camera.travel - 1) * nearness
  const x = centre * (1 - scale) + camera.pan
  const y = horizon * (1 - scale) + camera.tilt
  return `<g transform="translate(${px(x)} ${px(y)}) scale(${scale.toFixed(4)})">${drawing}</g>`
}

const lamp: Point = [towerFoot[0] + lampOffset[0], towerFoot[1] + lampOffset[1]]

/** Draws the moment as a picture of 1920×1080. */
export const coast = (moment: Moment): string => {
  const { camera, disc: light } = moment
  const far = [
    sky(moment.sky, horizon),
    stars(horizon, moment.stars),
    moment.lightning ? lightning(moment.lightning.from, moment.lightning.to, moment.lightning.seed) : '',
    ...moment.clouds.map(clouds),
    light ? disc(light.at, light.radius, light.colour, light.haze, light.strength) : '',
    gulls(moment.gulls, moment.near.colour),
  ]
  const sea = [
    water(moment.water, horizon),
    ripples(horizon, ...moment.ripples),
    light && light.glitter > 0 ? glitter(light.at[0], horizon, 210, light.haze, light.glitter) : '',
    ...moment.swells.far.map(swell),
  ]
  const [hazeColour, hazeDepth] = moment.haze
  const point = [
    headland(moment.ground),
    `<g transform="translate(${towerFoot[0]} ${towerFoot[1]})">${lighthouse(moment.tower)}</g>`,
    moment.figure ?? '',
    linear('haze', [
      [0, hazeColour, 0],
      [0.55, hazeColour, hazeDepth],
      [1, hazeColour, 0],
    ]),
    `<rect x="-500" y="690" width="3000" height="250" fill="url(#haze)"/>`,
    ...moment.beams.map((arm, index) => beam(`beam-${index}`, lamp, arm)),
    lampGlow(lamp, moment.tower.lamp),
    ...moment.spray.map(([x, y, reach], index) => spray(x, y, reach, moment.ground.foam, 60 + index)),
    ...moment.swells.near.map(swell),
  ]
  const layers = [
    layer(camera, 0.15, far.join('')),
    layer(camera, 0.5, sea.join('')),
    layer(camera, 0.8, stacks(moment.ground)),
    layer(camera, 1, point.join('')),
    layer(camera, 2.1, foreground(moment.near.colour, moment.near.rim)),
    moment.rain > 0 ? rain(77, 1300, moment.rain) : '',
  ]
  return picture(1920, 1080, layers, bleed)
}
