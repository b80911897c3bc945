import type { Moment } from './coast.ts'
import { walker } from './keeper.ts'

/** The coast in the morning: the same place, its light from the right. */

const dawnLight: Omit<Moment, 'camera'> = {
  sky: [
    [0, '#5f86a8'],
    [0.4, '#93acb8'],
    [0.72, '#d9c4b0'],
    [0.92, '#ffd9a3'],
    [1, '#ffe8bd'],
  ],
  water: [
    [0, '#e6cfb2'],
    [0.06, '#a9b3b4'],
    [0.2, '#6d8c9a'],
    [0.36, '#456a7e'],
    [0.5, '#284a60'],
  ],
  ripples: ['#f3e2c6', '#3f6578', 0.7],
  stars: 0,
  disc: { at: [1745, 470], radius: 40, colour: '#fffbe8', haze: '#ffd794', strength: 0.95, glitter: 0 },
  clouds: [
    {
      seed: 31,
      top: 70,
      bottom: 400,
      count: 20,
      length: 300,
      thickness: 16,
      body: '#a9b7bf',
      rim: '#ffe6c4',
      rimSide: 1,
      opacity: 0.6,
    },
    {
      seed: 9,
      top: 440,
      bottom: 640,
      count: 26,
      length: 250,
      thickness: 8,
      body: '#c9b3a4',
      rim: '#fff0cf',
      rimSide: 1,
      opacity: 0.65,
    },
  ],
  ground: {
    lit: '#b08f78',
    shade: '#3e4a5c',
    grass: '#7c8763',
    rim: '#fff0c4',
    foam: '#f4f1e6',
    path: '#dcc39b',
    from: 'right',
  },
  tower: {
    light: '#fff0d2',
    shade: '#8496a6',
    red: '#c4503a',
    iron: '#2f3c4a',
    from: 'right',
    lamp: 0,
    windows: 0,
  },
  beams: [],
  swells: { far: [], near: [] },
  spray: [],
  rain: 0,
  haze: ['#fff0d6', 0.3],
  gulls: [
    [560, 250, 28],
    [648, 206, 20],
    [470, 306, 17],
    [720, 290, 14],
    [388, 232, 12],
  ],
  near: { colour: '#1c2c3a', rim: '#f0d4a4' },
}

/** Morning: the lamp is out, the keeper stands at his door with a suitcase. */
export const leaving: Moment = {
  ...dawnLight,
  camera: { travel: 1.34, tilt: 40, pan: -150 },
  figure: walker(1338, 634, 36, 'left'),
}

/** The same morning, the camera drawn back: he is far along the path. */
export const gone: Moment = {
  ...dawnLight,
  camera: { travel: 0.94, tilt: 6, pan: -60 },
  figure: walker(1712, 706, 62, 'right'),
}
