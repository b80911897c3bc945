import { beam, lampGlow, lighthouse } from './lighthouse.ts'
import { spray, swell, water } from './sea.ts'
import { clouds, rain, sky } from './sky.ts'
import { glow, linear, picture, polygon } from './svg.ts'
import type { Point } from './svg.ts'

const foam = '#dbe5e4'

/** The boat, bow to the right; (0, 0) is amidships at the waterline. About 470 wide and 330 high. */
const boat = (): string =>
  linear('hull', [
    [0, '#9c4336'],
    [0.5, '#5f2a2b'],
    [1, '#1a1218'],
  ]) +
  linear(
    'house',
    [
      [0, '#6d7e86'],
      [0.45, '#a9b8ba'],
      [1, '#f6ead0'],
    ],
    'across',
  ) +
  `<g stroke="#0a1016" stroke-linecap="round" fill="none"><path d="M-96 -70V-238M-96 -226L-212 -66M-96 -226L10 -150M40 -150V-292M40 -284L214 -92M40 -284L-96 -226" stroke-width="3.500"/><path d="M-96 -110L-196 -176M-196 -176L-212 -66" stroke-width="5"/></g>` +
  `<path d="M-14 -66V-150H84L96 -66Z" fill="url(#house)"/><path d="M-24 -150H94L100 -162H-20Z" fill="#1b242b"/>` +
  `<path d="M2 -138H28V-108H2ZM36 -138H60V-108H36ZM68 -138H80L84 -108H68Z" fill="#ffd88e"/>` +
  `<path d="M-232 -64L-214 8C-120 40 110 40 176 10C208 -24 232 -66 250 -106C190 -84 120 -66 40 -62C-60 -58 -150 -58 -232 -64Z" fill="url(#hull)"/>` +
  `<path d="M-232 -64C-150 -58 -60 -58 40 -62C120 -66 190 -84 250 -106" fill="none" stroke="#f4e6c8" stroke-width="5"/>` +
  `<path d="M-222 -26C-120 -8 120 -8 206 -40" fill="none" stroke="#e9dcc0" stroke-width="3" opacity="0.5"/>` +
  `<path d="M-150 -62V-82H-110V-62M-60 -62V-78H-30V-62" fill="#141c22"/>` +
  `<path d="M196 -88V-118M214 -94V-124M232 -100V-130M196 -116L240 -132" stroke="#0a1016" stroke-width="3"/>` +
  glow('cabin', [42, -122], 130, '#ffc672', 0.7) +
  glow('masthead', [40, -292], 60, '#ffe6b0', 1) +
  glow('port', [-96, -238], 36, '#ff6a4a', 1)

const cliffs: readonly Point[] = [
  [1130, 640],
  [1168, 612],
  [1204, 600],
  [1232, 560],
  [1268, 548],
  [1300, 520],
  [1352, 508],
  [1420, 506],
  [1500, 510],
  [1580, 496],
  [1680, 470],
  [1790, 452],
  [2050, 420],
  [2050, 700],
  [1100, 700],
]

/** A trawler on the back of a sea, found by the lighthouse's beam: 1920×1080. */
export const trawler = (): string => {
  const lamp: Point = [1392, 508 - 346 * 0.52]
  return picture(
    1920,
    1080,
    [
      sky(
        [
          [0, '#04070c'],
          [0.5, '#101b24'],
          [1, '#3b5259'],
        ],
        640,
      ),
      clouds({
        seed: 44,
        top: -40,
        bottom: 330,
        count: 36,
        length: 360,
        thickness: 70,
        body: '#0b121a',
        rim: '#25353e',
        rimSide: 1,
        opacity: 0.92,
      }),
      clouds({
        seed: 21,
        top: 320,
        bottom: 600,
        count: 24,
        length: 320,
        thickness: 30,
        body: '#172630',
        rim: '#3a5059',
        rimSide: 1,
        opacity: 0.7,
      }),
      water(
        [
          [0, '#3d545b'],
          [0.3, '#14242d'],
          [1, '#070e14'],
        ],
        640,
      ),
      linear('cliffs', [
        [0, '#141f28'],
        [1, '#2a3c45'],
      ]),
      `<path d="${polygon(cliffs)}" fill="url(#cliffs)"/>`,
      `<g transform="translate(1392 510) scale(0.52)">${lighthouse({ light: '#aeb9bc', shade: '#26343e', red: '#74302f', iron: '#1b2831', from: 'left', lamp: 1, windows: 1 })}</g>`,
      swell({
        seed: 3,
        y: 676,
        height: 40,
        length: 190,
        phase: 120,
        crest: '#405b64',
        body: '#1b2e38',
        foam: '#b9c9cb',
        breaking: 0.5,
      }),
      swell({
        seed: 5,
        y: 740,
        height: 96,
        length: 330,
        phase: 300,
        crest: '#3b5861',
        body: '#14262f',
        foam: '#c6d3d4',
        breaking: 0.6,
      }),
      swell({
        seed: 9,
        y: 850,
        height: 150,
        length: 520,
        phase: 1120,
        crest: '#3a5a64',
        body: '#10212a',
        foam,
        breaking: 0.75,
      }),
      beam('sweep', lamp, { angle: 158, spread: 19, length: 1650, strength: 1 }),
      beam('away', lamp, { angle: -16, spread: 12, length: 620, strength: 0.6 }),
      lampGlow(lamp, 0.8),
      `<g transform="translate(610 806) rotate(-13) scale(1.12)">${boat()}</g>`,
      spray(812, 822, 165, '#dfe6de', 5),
      swell({
        seed: 8,
        y: 912,
        height: 170,
        length: 700,
        phase: 262,
        crest: '#3f6068',
        body: '#0d1d26',
        foam,
        breaking: 0.7,
      }),
      swell({
        seed: 13,
        y: 1090,
        height: 170,
        length: 860,
        phase: 1330,
        crest: '#264049',
        body: '#071117',
        foam,
        breaking: 0.9,
      }),
      glow('pool', [640, 700], 560, '#ffcf8a', 0.22),
      rain(78, 1300, 0.34),
    ],
    80,
  )
}
