import { between, createRandom, lerp, linear, mix, polygon, px, range, roughen, tear } from './svg.ts'
import type { Point } from './svg.ts'

/** How rock and grass are lit. */
export interface GroundLight {
  readonly lit: string
  readonly shade: string
  readonly grass: string
  /** The thin edge of light along the top. */
  readonly rim: string
  readonly foam: string
  readonly path: string
  readonly from: 'left' | 'right'
}

/** Where the foot of the tower stands. */
export const towerFoot: Point = [1290, 622]

const skyline: readonly Point[] = [
  [872, 842],
  [905, 826],
  [935, 818],
  [958, 776],
  [1002, 758],
  [1026, 706],
  [1072, 690],
  [1098, 642],
  [1150, 614],
  [1220, 600],
  [1300, 595],
  [1400, 592],
  [1500, 583],
  [1620, 560],
  [1760, 532],
  [1900, 512],
  [2100, 488],
  [2500, 446],
]
const brow: readonly Point[] = [
  [872, 842],
  [905, 826],
  [935, 818],
  [958, 776],
  [1002, 758],
  [1026, 706],
  [1072, 690],
  [1098, 646],
  [1150, 634],
  [1220, 648],
  [1300, 662],
  [1400, 668],
  [1500, 682],
  [1620, 694],
  [1760, 722],
  [1900, 748],
  [2100, 776],
  [2500, 812],
]
const shore: readonly Point[] = [
  [872, 846],
  [1000, 862],
  [1200, 884],
  [1400, 898],
  [1700, 914],
  [2500, 950],
]

const heightAt = (line: readonly Point[], x: number): number => {
  const next = Math.max(
    1,
    line.findIndex(([at]) => at >= x),
  )
  const [x0, y0] = line[next - 1] ?? [0, 0]
  const [x1, y1] = line[next] ?? [1, 0]
  return lerp(y0, y1, Math.min(1, Math.max(0, (x - x0) / (x1 - x0))))
}

/** Rock between two lines as upright ribs: one flank of each turned to the light, one away, broken by ledges. */
const ribs = (light: GroundLight): string => {
  const random = createRandom(5)
  const [from, to, rows] = [872, 2500, 6]
  const edges: number[] = []
  for (let x = from; x < to; x += 6 + 44 * random() ** 2) edges.push(x)
  edges.push(to)
  const grid = edges.map((x, column) => {
    const [upper, lower] = [heightAt(brow, x), heightAt(shore, x)]
    const inner = column > 0 && column < edges.length - 1
    let sway = 0
    return range(rows + 1).map((row): Point => {
      const free = row > 0 && row < rows
      if (inner && row > 0) sway += between(random, -9, 9)
      const slip = free ? between(random, -0.45, 0.45) * ((lower - upper) / rows) : 0
      return [x + sway, lerp(upper, lower, row / rows) + slip]
    })
  })
  const rib = (column: number) => {
    const share = (column / edges.length) * 1.15
    const facing = light.from === 'left' ? 0.62 - share * 0.5 : 0.12 + share * 0.3
    const turned = (column % 2 === 0) === (light.from === 'left')
    const tone = facing + (turned ? 0.12 : -0.1) + between(random, -0.1, 0.1)
    return range(rows).map((row) => {
      const corners = [
        grid[column]?.[row],
        grid[column + 1]?.[row],
        grid[column + 1]?.[row + 1],
        grid[column]?.[row + 1],
      ]
      const colour = mix(light.shade, light.lit, tone + between(random, -0.13, 0.14) - (row / rows) * 0.16)
      return `<path d="${polygon(corners.filter((corner) => corner !== undefined))}" fill="${colour}" stroke="${colour}" stroke-width="0.8"/>`
    })
  }
  return range(edges.length - 1)
    .flatMap(rib)
    .join('')
}

const turf = (light: GroundLight): string => {
  const random = createRandom(17)
  const lower = brow.slice(6).map(([x, y]): Point => [x, y + between(random, 2, 9)])
  const blade = () => {
    const x = between(random, 1120, 2480)
    const y = lerp(heightAt(skyline, x), heightAt(brow, x) + 6, random())
    const tall = 2 + 6 * ((y - 590) / 180) * random()
    const colour = mix(light.grass, random() < 0.4 ? light.rim : light.shade, between(random, 0.05, 0.26))
    return `<path d="M${px(x)} ${px(y)}q${px(tall * 0.2)} ${px(-tall)} ${px(tall * 0.7)} ${px(-tall * 1.4)}" stroke="${colour}"/>`
  }
  return (
    linear('turf', [
      [0, mix(light.grass, light.rim, 0.25)],
      [0.55, light.grass],
      [1, mix(light.grass, light.shade, 0.75)],
    ]) +
    `<path d="${polygon([...skyline.slice(6), ...lower.toReversed()])}" fill="url(#turf)"/>` +
    `<path d="M1292 628C1330 640 1372 632 1424 640C1492 651 1490 668 1560 676C1660 686 1720 672 1830 696C1980 728 2080 716 2420 730L2420 762C2080 744 1960 760 1810 722C1720 700 1640 708 1548 692C1472 678 1480 660 1416 650C1370 642 1320 652 1276 630Z" fill="${light.path}" opacity="0.8"/>` +
    `<g fill="none" stroke-width="1.1" stroke-linecap="round">${range(2200).map(blade).join('')}</g>` +
    fence(light)
  )
}

const postHeight = (index: number) => 26 + index * 3.2

/** The fence along the path: leaning posts and two slack wires. */
const fence = (light: GroundLight): string => {
  const random = createRandom(3)
  const posts = range(11).map((index): Point => {
    const x = 1470 + index * 84
    return [x, heightAt(skyline, x) + 26 + index * 9]
  })
  const post = ([x, y]: Point, index: number) =>
    `<path d="M${px(x)} ${px(y)}l${px(between(random, -3, 3))} ${px(-postHeight(index))}" stroke-width="${px(2.4 + index * 0.3)}"/>`
  const wire = (share: number) =>
    posts
      .slice(1)
      .map(([x, y], index) => {
        const [x0, y0] = posts[index] ?? [0, 0]
        const [from, to] = [y0 - postHeight(index) * share, y - postHeight(index + 1) * share]
        return `<path d="M${px(x0)} ${px(from)}Q${px((x0 + x) / 2)} ${px((from + to) / 2 + 7)} ${px(x)} ${px(to)}" stroke-width="1"/>`
      })
      .join('')
  return `<g fill="none" stroke="${mix(light.shade, '#05070c', 0.45)}">${posts.map(post).join('')}${wire(0.9)}${wire(0.5)}</g>`
}

/** The water's white edge along the rock. */
const surf = (light: GroundLight): string => {
  const random = createRandom(41)
  const lap = () => {
    const x = between(random, 850, 2480)
    const y = heightAt(shore, x) + between(random, -3, 12)
    return `<ellipse cx="${px(x)}" cy="${px(y)}" rx="${px(between(random, 8, 46))}" ry="${px(between(random, 1, 3.6))}" opacity="${between(random, 0.2, 0.75).toFixed(2)}"/>`
  }
  return `${tear('surf', '0.03 0.05', 16, 4, 0.5)}<g fill="${light.foam}" filter="url(#surf)">${range(210).map(lap).join('')}</g>`
}

/** The cliff with its turf, path and fence; the lighthouse stands on `towerFoot`. */
export const headland = (light: GroundLight): string =>
  linear('wet', [
    [0, '#000000', 0],
    [0.62, '#000000', 0.1],
    [1, '#02040a', 0.62],
  ]) +
  roughen('grit', '0.045 0.02', 0.42, 9) +
  `<g filter="url(#grit)"><path d="${polygon([...brow, ...shore.toReversed()])}" fill="${mix(light.shade, light.lit, 0.3)}"/>${ribs(light)}` +
  `<path d="${polygon([...brow, ...shore.toReversed()])}" fill="url(#wet)"/></g>` +
  turf(light) +
  `<path d="M${skyline.map(([x, y]) => `${x} ${y}`).join('L')}" fill="none" stroke="${light.rim}" stroke-width="2" opacity="0.65"/>` +
  surf(light)

/** Stacks of rock that stand in the sea before the point. */
export const stacks = (light: GroundLight): string => {
  const stack = (id: string, left: number, width: number, top: number, foot: number) => {
    const shape: Point[] = [
      [left, foot],
      [left + width * 0.12, lerp(foot, top, 0.45)],
      [left + width * 0.24, lerp(foot, top, 0.62)],
      [left + width * 0.34, lerp(foot, top, 0.96)],
      [left + width * 0.52, top],
      [left + width * 0.66, lerp(foot, top, 0.9)],
      [left + width * 0.74, lerp(foot, top, 0.5)],
      [left + width * 0.9, lerp(foot, top, 0.32)],
      [left + width, foot],
    ]
    const near = mix(light.shade, light.lit, light.from === 'left' ? 0.6 : 0.12)
    const far = mix(light.shade, light.lit, light.from === 'left' ? 0 : 0.4)
    return (
      linear(
        id,
        [
          [0, near],
          [0.5, mix(near, far, 0.7)],
          [1, far],
        ],
        'across',
      ) +
      `<path d="${polygon(shape)}" fill="url(#${id})" filter="url(#grit-far)"/>` +
      `<path d="M${left - 9} ${foot + 1}Q${px(left + width / 2)} ${foot - 3} ${px(left + width + 12)} ${foot + 1}Q${px(left + width / 2)} ${foot + 7} ${left - 9} ${foot + 1}Z" fill="${light.foam}" opacity="0.4"/>`
    )
  }
  return (
    roughen('grit-far', '0.06 0.03', 0.4, 6) +
    stack('stack-c', 610, 34, 742, 772) +
    stack('stack-a', 668, 92, 664, 792) +
    stack('stack-b', 778, 60, 726, 812)
  )
}

/** Rocks and grass close to the camera, at the lower left: a dark frame for the light behind. */
export const foreground = (colour: string, rim: string): string => {
  const random = createRandom(29)
  const ridge: Point[] = [
    [-700, 900],
    [-320, 912],
    [-120, 905],
    [0, 925],
    [92, 932],
    [150, 962],
    [262, 974],
    [330, 1010],
    [470, 1022],
    [560, 1050],
    [720, 1066],
    [900, 1100],
    [1200, 1190],
    [1500, 1330],
  ]
  const blade = () => {
    const x = between(random, -600, 620)
    const y = heightAt(ridge, x) + 6
    const tall = between(random, 18, 74) * (1 - Math.max(0, x) / 900)
    const lean = between(random, -0.1, 0.65) * tall
    return `<path d="M${px(x - 2)} ${px(y)}Q${px(x + lean * 0.2)} ${px(y - tall * 0.7)} ${px(x + lean)} ${px(y - tall)}Q${px(x + lean * 0.35)} ${px(y - tall * 0.6)} ${px(x + 3)} ${px(y)}Z" fill="${mix(colour, rim, random() ** 3 * 0.5)}"/>`
  }
  return (
    range(300).map(blade).join('') +
    `<path d="${polygon([...ridge, [1500, 1700], [-700, 1700]])}" fill="${colour}"/>` +
    `<path d="M${ridge.map(([x, y]) => `${x} ${y}`).join('L')}" fill="none" stroke="${rim}" stroke-width="1.6" opacity="0.22"/>`
  )
}
