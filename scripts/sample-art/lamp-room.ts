import { beam } from './lighthouse.ts'
import { swell, water } from './sea.ts'
import { clouds, lightning, rain, sky } from './sky.ts'
import { blur, glow, linear, mix, picture, polygon, px, radial, range } from './svg.ts'
import type { Point } from './svg.ts'

const lens: Point = [700, 470]
const iron = '#0b1119'

const outside = (): string =>
  sky(
    [
      [0, '#070d16'],
      [0.5, '#152430'],
      [1, '#48626a'],
    ],
    690,
  ) +
  lightning([1640, 120], [1560, 690], 12) +
  clouds({
    seed: 14,
    top: -40,
    bottom: 400,
    count: 34,
    length: 360,
    thickness: 70,
    body: '#0c141d',
    rim: '#2a3b46',
    rimSide: 1,
    opacity: 0.9,
  }) +
  water(
    [
      [0, '#3f585f'],
      [0.3, '#172a34'],
      [1, '#0a131a'],
    ],
    690,
  ) +
  swell({
    seed: 3,
    y: 726,
    height: 30,
    length: 190,
    phase: 120,
    crest: '#3f5a63',
    body: '#1b303a',
    foam: '#b9c9cb',
    breaking: 0.5,
  }) +
  swell({
    seed: 5,
    y: 790,
    height: 60,
    length: 330,
    phase: 330,
    crest: '#3a565f',
    body: '#142730',
    foam: '#c6d3d4',
    breaking: 0.6,
  }) +
  rain(79, 900, 0.24)

const transomAt = (x: number) => 400 + (x - lens[0]) * 0.02

const pane = (x0: number, x1: number) =>
  `<path d="M${x0} -80V900" stroke-width="15"/>` +
  `<path d="M${x0} 60L${x1} 400M${x1} 60L${x0} 400M${x0} 400L${x1} 740M${x1} 400L${x0} 740" stroke-width="6"/>` +
  `<path d="M${x0} ${px(transomAt(x0))}L${x1} ${px(transomAt(x1))}" stroke-width="9"/>`

/** The panes, wider where the glass is nearer: the room is round and we stand inside it. */
const panes = (): string => {
  const bars = [-60, 150, 400, 700, 1000, 1250, 1460, 1650, 1830, 2000]
  return (
    `<g stroke="${iron}" fill="none">${bars
      .slice(1)
      .map((x, index) => pane(bars[index] ?? 0, x))
      .join('')}</g>` +
    `<g stroke="#ffb765" stroke-width="2" opacity="0.5">${bars.map((x) => `<path d="M${px(x + (x < lens[0] ? 7.5 : -7.5))} 0V880"/>`).join('')}</g>`
  )
}

const room = (): string =>
  linear('ceiling', [
    [0, '#0a0d13'],
    [1, '#2a2019'],
  ]) +
  `<path d="M-100 -100H2020V40C1400 92 520 92 -100 40Z" fill="url(#ceiling)"/><path d="M-100 42C520 94 1400 94 2020 42" fill="none" stroke="#c98848" stroke-width="3" opacity="0.5"/>` +
  linear('parapet', [
    [0, '#33281f'],
    [1, '#0d0d11'],
  ]) +
  `<path d="M-100 822C520 778 1400 778 2020 822V960H-100Z" fill="url(#parapet)"/><path d="M-100 822C520 778 1400 778 2020 822" fill="none" stroke="#d99a55" stroke-width="5" opacity="0.7"/>` +
  linear('floor', [
    [0, '#241b17'],
    [1, '#08080b'],
  ]) +
  `<path d="M-100 940C520 902 1400 902 2020 940V1200H-100Z" fill="url(#floor)"/>` +
  range(15)
    .map((index) => -900 + index * 230)
    .map(
      (x) =>
        `<path d="M${px(lens[0] + (x - 0) * 0.55)} 920L${px(lens[0] + x * 1.5)} 1170" stroke="#000000" stroke-width="3" opacity="0.4"/>`,
    )
    .join('') +
  radial('pool', [lens[0], 985], 620, [
    [0, '#ffb765', 0.55],
    [0.5, '#ff9440', 0.15],
    [1, '#ff9440', 0],
  ]) +
  `<path d="M-100 940C520 902 1400 902 2020 940V1200H-100Z" fill="url(#pool)" style="mix-blend-mode:screen"/>`

/** Half width of the lens at a height from -1 (top) to 1 (bottom). */
const lensHalf = (height: number) => 208 * Math.sqrt(Math.max(0.06, 1 - Math.abs(height) ** 2.3))

const prisms = (): string =>
  range(19)
    .map((index) => (index - 9) / 9)
    .filter((height) => Math.abs(height) > 0.42)
    .map((height) => {
      const [x, y] = [lens[0], lens[1] + height * 330]
      const half = lensHalf(height) - 6
      const sag = height * 26
      const colour = mix('#fff1c4', '#c9762c', Math.abs(height) * 0.85)
      return (
        `<path d="M${px(x - half)} ${px(y - 13)}Q${px(x)} ${px(y - 13 + sag)} ${px(x + half)} ${px(y - 13)}L${px(x + half)} ${px(y + 12)}Q${px(x)} ${px(y + 12 + sag)} ${px(x - half)} ${px(y + 12)}Z" fill="${colour}" opacity="0.9"/>` +
        `<path d="M${px(x - half)} ${px(y + 11)}Q${px(x)} ${px(y + 11 + sag)} ${px(x + half)} ${px(y + 11)}" fill="none" stroke="#6b3a18" stroke-width="3"/>` +
        `<path d="M${px(x - half)} ${px(y - 11)}Q${px(x)} ${px(y - 11 + sag)} ${px(x + half)} ${px(y - 11)}" fill="none" stroke="#fffbe6" stroke-width="2" opacity="0.8"/>`
      )
    })
    .join('')

const bullseye = (): string =>
  range(8)
    .toReversed()
    .map((ring) => {
      const radius = 22 + ring * 17
      return (
        `<ellipse cx="${lens[0]}" cy="${lens[1]}" rx="${px(radius * 1.28)}" ry="${radius}" fill="${mix('#ffffff', '#f0a850', ring / 7)}" stroke="#8a4d1e" stroke-width="2.500" stroke-opacity="${0.25 + ring * 0.08}"/>` +
        `<ellipse cx="${lens[0]}" cy="${lens[1] - 2}" rx="${px(radius * 1.28 - 4)}" ry="${radius - 4}" fill="none" stroke="#fffbe6" stroke-width="1.500" opacity="0.65"/>`
      )
    })
    .join('')

const apparatus = (): string => {
  const outline = range(41).map((index): Point => {
    const height = -1 + index / 20
    return [lens[0] + lensHalf(height), lens[1] + height * 340]
  })
  const mirrored = outline.map(([x, y]): Point => [2 * lens[0] - x, y]).toReversed()
  return (
    radial('crystal', lens, 380, [
      [0, '#fff4d0'],
      [0.5, '#f3a850'],
      [1, '#7a4119'],
    ]) +
    linear(
      'brass',
      [
        [0, '#4c2f18'],
        [0.2, '#b07a38'],
        [0.38, '#ffe3a0'],
        [0.6, '#a06a30'],
        [1, '#3a2414'],
      ],
      'across',
    ) +
    `<path d="${polygon([...outline, ...mirrored])}" fill="url(#crystal)"/>${prisms()}${bullseye()}` +
    `<path d="${polygon([...outline, ...mirrored])}" fill="none" stroke="#6a4220" stroke-width="11"/><path d="${polygon([...outline, ...mirrored])}" fill="none" stroke="#ffd88e" stroke-width="3"/>` +
    `<path d="M632 128H768L784 146H616Z" fill="url(#brass)"/><path d="M660 84H740L760 128H640Z" fill="url(#brass)"/><path d="M690 40H710V84H690Z" fill="url(#brass)"/>` +
    `<path d="M596 806H804L830 846H570Z" fill="url(#brass)"/><path d="M618 846H782V960H618Z" fill="url(#brass)"/><path d="M560 960H840L866 1010H534Z" fill="url(#brass)"/><path d="M570 846H830M560 960H840" stroke="#fff0c0" stroke-width="3" opacity="0.7"/>`
  )
}

/** The keeper in profile, his hand to the brass, lit from the lens; (0, 0) is the floor under him. */
const watcher = (): string => {
  const figure =
    'M-22 -4L-96 -4C-104 -16 -88 -26 -60 -32L-62 -190C-72 -230 -84 -280 -86 -322C-88 -356 -84 -384 -76 -410C-98 -414 -130 -430 -162 -452C-206 -478 -250 -508 -284 -530C-298 -528 -316 -532 -324 -542C-318 -548 -306 -548 -300 -552C-306 -560 -304 -570 -296 -570C-286 -564 -276 -556 -268 -548C-228 -528 -178 -506 -136 -492C-112 -486 -88 -486 -66 -496' +
    'C-72 -506 -84 -514 -92 -528C-98 -544 -94 -562 -92 -576C-98 -580 -104 -584 -106 -590L-94 -612C-94 -620 -92 -626 -90 -632L-122 -630C-124 -640 -112 -648 -92 -652C-96 -676 -84 -694 -58 -702C-26 -710 14 -700 24 -676C30 -660 26 -646 22 -634C26 -612 24 -588 14 -566C18 -546 34 -532 52 -518C82 -496 96 -450 100 -392C106 -330 104 -250 100 -188L62 -182L60 -30C66 -22 62 -8 56 -4L-10 -4C-14 -16 -8 -26 2 -32L0 -180L-18 -180L-14 -32C-8 -22 -14 -8 -22 -4Z'
  return (
    linear(
      'watcher',
      [
        [0, '#e08a44'],
        [0.3, '#6b4230'],
        [0.52, '#2a2228'],
        [0.75, '#10131c'],
        [1, '#0a0d15'],
      ],
      'across',
    ) +
    `${blur('cast', 10)}<path d="M-110 2L60 2L620 120L360 130Z" fill="#000000" opacity="0.55" filter="url(#cast)"/>` +
    `<path d="${figure}" fill="url(#watcher)"/>` +
    `<path d="M-94 -576C-100 -548 -92 -520 -66 -496C-40 -510 -26 -540 -24 -570C-44 -578 -70 -584 -94 -576Z" fill="#d9a878"/><path d="M-94 -576C-100 -548 -92 -520 -66 -496C-58 -530 -64 -560 -94 -576Z" fill="#ffdfae"/>` +
    `<path d="M-90 -632L-94 -612L-106 -590C-104 -584 -98 -580 -92 -576L-66 -580L-58 -632Z" fill="#c97c4c"/>` +
    `<path d="M-122 -630L22 -634L20 -648L-92 -652C-112 -648 -124 -640 -122 -630Z" fill="#0a0d15"/>` +
    `<path d="M-92 -654C-96 -676 -84 -694 -58 -702M-76 -410C-98 -414 -130 -430 -162 -452C-206 -478 -250 -508 -284 -530M-86 -322C-84 -280 -72 -230 -62 -190L-60 -36M-76 -410C-84 -384 -88 -356 -86 -322M-268 -548C-228 -528 -178 -506 -136 -492C-112 -486 -88 -486 -66 -496" fill="none" stroke="#ffc987" stroke-width="5" stroke-linecap="round" stroke-linejoin="round"/>` +
    `<path d="M60 -506C84 -486 96 -450 100 -392C106 -330 104 -250 100 -188" fill="none" stroke="#6f9cba" stroke-width="3.500" opacity="0.7"/>`
  )
}

/** The lamp room at the height of the storm: the great lens, the keeper, the sea outside. 1920×1080. */
export const lampRoom = (): string =>
  picture(
    1920,
    1080,
    [
      outside(),
      beam('left', lens, { angle: 183, spread: 26, length: 1200, strength: 0.9 }),
      beam('right', lens, { angle: -4, spread: 22, length: 1700, strength: 0.7 }),
      panes(),
      room(),
      glow('halo', lens, 760, '#ff9c45', 0.7),
      apparatus(),
      glow('heart', lens, 330, '#ffe6b0', 0.95),
      `<g transform="translate(1215 1046) scale(1.08)">${watcher()}</g>`,
    ],
    80,
  )
