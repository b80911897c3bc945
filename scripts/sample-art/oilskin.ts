import { between, blur, createRandom, glow, linear, mix, picture, px, radial, range, roughen } from './svg.ts'

const planks = (): string => {
  const random = createRandom(37)
  const board = (index: number) => {
    const colour = mix('#5b4638', '#2c2a30', between(random, 0, 0.55))
    const x = index * 132 - 30
    return `<rect x="${x}" y="0" width="132" height="1200" fill="${colour}"/><path d="M${x} 0V1200" stroke="#0c0a0d" stroke-width="5"/><path d="M${x + 4} 0V1200" stroke="#a5805e" stroke-width="1.500" opacity="0.4"/>`
  }
  return (
    roughen('wood', '0.075 0.004', 0.5, 15) +
    `<g filter="url(#wood)">${range(8).map(board).join('')}</g>` +
    `<path d="M0 196H900V268H0Z" fill="#3a2c26"/><path d="M0 196H900" stroke="#b98a62" stroke-width="3" opacity="0.55"/><path d="M0 268H900V284H0Z" fill="#000000" opacity="0.35"/>` +
    radial('wash', [170, 330], 950, [
      [0, '#ffb868', 0.5],
      [0.5, '#a0603a', 0.16],
      [1, '#05070d', 0.62],
    ]) +
    `<rect width="900" height="1200" fill="url(#wash)"/>`
  )
}

const body =
  'M386 318C340 334 300 356 276 396C262 500 250 760 226 1020C300 1048 380 1056 450 1056C520 1056 600 1048 674 1020C650 760 638 500 624 396C600 356 560 334 514 318Z'
const leftSleeve =
  'M300 366C262 392 244 440 230 520C206 640 182 760 172 862C194 880 232 886 258 878C270 800 288 700 300 610C308 540 316 450 322 400Z'
const rightSleeve =
  'M600 366C638 392 656 440 670 520C694 640 718 760 728 862C706 880 668 886 642 878C630 800 612 700 600 610C592 540 584 450 578 400Z'

const fold = (x: number, lean: number, width: number, colour: string, opacity: number) =>
  `<path d="M${px(x)} 420C${px(x + lean * 0.3)} 600 ${px(x + lean * 0.7)} 800 ${px(x + lean)} 1046L${px(x + lean + width)} 1044C${px(x + lean * 0.7 + width * 0.4)} 800 ${px(x + lean * 0.3 + 4)} 600 ${px(x)} 420Z" fill="${colour}" opacity="${opacity}"/>`

const folds = (): string => {
  return [
    fold(330, -46, 34, '#7a4a12', 0.5),
    fold(352, -34, 20, '#ffe19a', 0.5),
    fold(400, -16, 28, '#7a4a12', 0.4),
    fold(418, -8, 16, '#ffe19a', 0.45),
    fold(506, 20, 40, '#5e3710', 0.5),
    fold(548, 36, 34, '#5e3710', 0.55),
    fold(586, 46, 18, '#e8b04e', 0.4),
  ].join('')
}

const hat = (): string =>
  linear(
    'hat',
    [
      [0, '#ffd675'],
      [0.35, '#d99a2e'],
      [0.8, '#8a5518'],
      [1, '#5c3812'],
    ],
    'across',
  ) +
  `<path d="M344 214C352 130 400 92 450 92C500 92 548 130 556 214C590 234 622 262 634 300C580 284 520 276 450 276C380 276 320 284 266 300C278 262 310 234 344 214Z" fill="url(#hat)"/>` +
  `<path d="M344 214C400 232 500 232 556 214" fill="none" stroke="#6b4012" stroke-width="5" opacity="0.7"/><path d="M450 94C444 130 444 190 448 226M392 122C380 156 374 190 372 218M508 122C520 156 526 190 528 218" fill="none" stroke="#7a4a12" stroke-width="3.500" opacity="0.6"/>` +
  `<path d="M372 150C386 122 404 108 424 102" fill="none" stroke="#fff3c4" stroke-width="8" stroke-linecap="round" opacity="0.7"/>`

const clasps = (): string =>
  [470, 590, 710, 830]
    .map(
      (y) =>
        `<path d="M420 ${y}H492V${y + 20}H420Z" fill="#3a2a1c"/><path d="M420 ${y}H492" stroke="#a9783a" stroke-width="2.500"/><path d="M446 ${y - 6}H470V${y + 26}H446Z" fill="none" stroke="#d8c49a" stroke-width="5"/>`,
    )
    .join('')

/** The keeper's oilskin and sou'wester on their peg: 900×1200. */
export const oilskin = (): string =>
  picture(900, 1200, [
    planks(),
    `${blur('shadow', 18)}<g fill="#040408" opacity="0.65" filter="url(#shadow)" transform="translate(42 26)"><path d="${body}"/><path d="${rightSleeve}"/><path d="M266 300C320 200 600 200 634 300Z"/></g>`,
    linear(
      'cloth',
      [
        [0, '#ffd06a'],
        [0.25, '#e3a536'],
        [0.6, '#b97a20'],
        [1, '#6a4114'],
      ],
      'across',
    ),
    linear(
      'cloth-left',
      [
        [0, '#ffe092'],
        [0.4, '#d99a30'],
        [1, '#8a5719'],
      ],
      'across',
    ),
    linear(
      'cloth-right',
      [
        [0, '#a96e1e'],
        [0.5, '#80501a'],
        [1, '#4c2f12'],
      ],
      'across',
    ),
    roughen('wax', '0.03 0.012', 0.14, 22),
    `<clipPath id="body"><path d="${body}"/></clipPath>`,
    `<g filter="url(#wax)"><path d="${body}" fill="url(#cloth)"/><g clip-path="url(#body)">${folds()}</g><path d="${leftSleeve}" fill="url(#cloth-left)"/><path d="${rightSleeve}" fill="url(#cloth-right)"/></g>`,
    `<path d="M322 400C314 460 306 540 300 612M578 400C586 460 594 540 600 612" fill="none" stroke="#4a2c0e" stroke-width="5" opacity="0.6"/>`,
    `<path d="M174 838C198 856 234 862 260 854M726 838C702 856 666 862 640 854M229 992C300 1020 380 1028 450 1028C520 1028 600 1020 671 992" fill="none" stroke="#5e3a10" stroke-width="4" opacity="0.6"/>`,
    `<path d="M384 316C400 372 500 372 516 316L536 372C500 420 400 420 364 372Z" fill="#4a3220"/><path d="M364 372C400 420 500 420 536 372" fill="none" stroke="#d0a060" stroke-width="4" opacity="0.7"/>`,
    `<path d="M456 412V1052" stroke="#5e3a10" stroke-width="5" opacity="0.7"/><path d="M304 800h98v16h-98zM498 800h98v16h-98z" fill="#6a4114" opacity="0.8"/>`,
    clasps(),
    `<g transform="translate(0 22)">${hat()}</g>`,
    glow('lantern-light', [60, 300], 620, '#ffa650', 0.4),
  ])
