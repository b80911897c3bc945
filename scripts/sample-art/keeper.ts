import { blur, createRandom, between, linear, mix, picture, polygon, px, range, roughen } from './svg.ts'
import type { Point } from './svg.ts'

/**
 * The keeper from far away, walking, a suitcase in his hand.
 * @param height in pixels, from the soles to the cap; (x, y) is the ground under him.
 */
export const walker = (x: number, y: number, height: number, towards: 'left' | 'right'): string => {
  const scale = height / 100
  return (
    `<g transform="translate(${px(x)} ${px(y)}) scale(${towards === 'left' ? -scale : scale} ${scale})" fill="#18222e">` +
    `<path d="M-9 -40L-20 -4L-24 0H-12L-2 -36L10 -20L6 0H18L20 -22L10 -44Z"/>` +
    `<path d="M-16 -34C-18 -60 -14 -78 -2 -81C10 -80 16 -72 17 -58L20 -34C8 -30 -6 -30 -16 -34Z"/>` +
    `<path d="M10 -72C20 -64 22 -52 25 -42L20 -39C15 -50 10 -58 6 -64Z"/>` +
    `<path d="M17 -38h19v17h-19z"/><path d="M22 -38v-4h9v4" fill="none" stroke="#18222e" stroke-width="2.5"/>` +
    `<circle cx="2" cy="-88" r="8.500"/><path d="M-8 -91C-8 -101 12 -102 12 -92L18 -89H-7Z"/><path d="M1 -84h9l-2 10z" fill="#d9d4c8"/></g>`
  )
}

const navy = '#24304a'
const navyDeep = '#111828'
const warm = '#ffb765'
const cold = '#7fb0d6'

const coatShape =
  'M318 500C252 530 222 610 214 720C198 860 192 1010 186 1190C260 1222 350 1232 450 1232C550 1232 640 1222 714 1190C708 1010 702 860 686 720C678 610 648 530 582 500C540 482 360 482 318 500Z'

const legs = (): string =>
  linear(
    'trousers',
    [
      [0, '#1b1f2b'],
      [0.5, '#2c313f'],
      [1, '#141720'],
    ],
    'across',
  ) +
  `<path d="M268 1190L282 1470H424L446 1210Z" fill="url(#trousers)"/><path d="M632 1190L618 1470H476L454 1210Z" fill="url(#trousers)"/>` +
  linear(
    'boot',
    [
      [0, '#5a4030'],
      [0.35, '#2c211c'],
      [1, '#120e0e'],
    ],
    'across',
  ) +
  `<path d="M272 1392H430L432 1520C440 1548 438 1566 430 1572H226C216 1548 236 1530 276 1516Z" fill="url(#boot)"/>` +
  `<path d="M628 1392H470L468 1520C460 1548 462 1566 470 1572H674C684 1548 664 1530 624 1516Z" fill="url(#boot)"/>` +
  `<path d="M222 1560H436V1582H222ZM464 1560H678V1582H464Z" fill="#0c0a0c"/><path d="M268 1392H432V1410H268ZM468 1392H632V1410H468Z" fill="#6e5040" opacity="0.8"/>`

const sleeve = (side: 'left' | 'right'): string => {
  const flip = side === 'left' ? '' : ' transform="translate(900 0) scale(-1 1)"'
  const [lit, dark] = side === 'left' ? ['#4a4450', navyDeep] : [mix(navy, cold, 0.22), navyDeep]
  return (
    linear(
      `sleeve-${side}`,
      [
        [0, lit],
        [0.4, navy],
        [1, dark],
      ],
      'across',
    ) +
    `<g${flip}><path d="M330 496C244 512 202 580 184 690C164 800 150 900 158 960C170 1010 226 1046 286 1050C306 1034 312 1000 300 976L262 940C270 860 300 760 312 700Z" fill="url(#sleeve-${side})"/>` +
    `<path d="M232 962L316 1010L300 1060L214 1018Z" fill="${navyDeep}"/><path d="M228 968L312 1016" stroke="${mix(navy, '#ffffff', 0.16)}" stroke-width="4"/></g>`
  )
}

const buttons = (): string =>
  [640, 740, 840, 940]
    .flatMap((y) => [388, 512].map((x): Point => [x, y]))
    .map(
      ([x, y]) =>
        `<circle cx="${x + 2}" cy="${y + 4}" r="15" fill="#0a0d16" opacity="0.6"/><circle cx="${x}" cy="${y}" r="14" fill="#b98a44"/><circle cx="${x - 3}" cy="${y - 4}" r="7" fill="#f3d38c"/>`,
    )
    .join('')

const coat = (): string =>
  linear(
    'coat',
    [
      [0, '#54485a'],
      [0.14, '#343b55'],
      [0.5, navy],
      [0.86, navyDeep],
      [1, mix(navy, cold, 0.3)],
    ],
    'across',
  ) +
  linear('coat-fall', [
    [0.4, '#000000', 0],
    [1, '#04060c', 0.6],
  ]) +
  roughen('wool', '0.09 0.06', 0.3, 3) +
  `<g filter="url(#wool)"><path d="${coatShape}" fill="url(#coat)"/>${sleeve('left')}${sleeve('right')}</g>` +
  `<path d="${coatShape}" fill="url(#coat-fall)"/>` +
  `<path d="M536 560C556 700 556 1000 560 1226" fill="none" stroke="#080b14" stroke-width="5" opacity="0.8"/>` +
  `<path d="M450 640L336 452C306 490 276 550 268 604L352 640L340 676L452 760Z" fill="#2c3854"/><path d="M450 640L564 452C594 490 624 550 632 604L548 640L560 676L452 760Z" fill="#18203a"/>` +
  `<path d="M450 640L336 452M450 640L564 452M268 604L352 640L340 676L452 760L560 676L548 640L632 604" fill="none" stroke="#080b14" stroke-width="4" opacity="0.7"/>` +
  buttons()

const jumper = (): string =>
  linear(
    'jumper',
    [
      [0, '#d8c9ab'],
      [0.55, '#a8997f'],
      [1, '#6f6a66'],
    ],
    'across',
  ) +
  `<path d="M356 430H544L574 512L450 646L326 512Z" fill="url(#jumper)"/>` +
  range(9)
    .map(
      (index) =>
        `<path d="M${px(350 + index * 25)} 446V${px(530 + 60 * (1 - Math.abs(index - 4) / 4))}" stroke="#7b6d58" stroke-width="4" opacity="0.45"/>`,
    )
    .join('')

const face = (): string =>
  linear(
    'skin',
    [
      [0, '#f3b184'],
      [0.45, '#d08a66'],
      [1, '#7c5450'],
    ],
    'across',
  ) +
  `<path d="M352 230C346 300 350 380 380 430C410 470 490 470 520 430C550 380 554 300 548 230Z" fill="url(#skin)"/>` +
  `<path d="M346 268C328 262 322 296 334 326C340 342 350 346 356 340Z" fill="#e39d74"/><path d="M554 268C572 262 578 296 566 326C560 342 550 346 544 340Z" fill="#7a5250"/>` +
  `<path d="M450 262C440 306 428 338 430 356C436 372 464 374 474 358C478 340 462 306 458 262Z" fill="#c07a5a"/><path d="M432 352C440 338 446 316 450 284C446 320 444 340 452 366C444 368 434 362 432 352Z" fill="#f7c096" opacity="0.75"/>` +
  `<path d="M382 296C394 286 416 286 426 297C414 303 394 303 382 296Z" fill="#f0dcc4"/><path d="M474 297C484 286 506 286 518 296C506 303 486 303 474 297Z" fill="#c9b0a0"/>` +
  `<circle cx="405" cy="295" r="7.500" fill="#1c1a22"/><circle cx="496" cy="295" r="7.500" fill="#120f16"/><circle cx="401" cy="293" r="2.500" fill="#ffe9c6"/><circle cx="495" cy="293" r="2.500" fill="#ffe0b8"/>` +
  `<path d="M378 296C392 282 418 282 430 298M470 298C482 282 508 282 522 296M366 312C372 322 384 328 400 328M500 328C514 328 526 322 534 312M372 304L360 300M370 312L356 316M530 304L541 300" fill="none" stroke="#7d4636" stroke-width="3" opacity="0.6" stroke-linecap="round"/>` +
  `<path d="M366 276C384 258 416 256 434 274C414 272 392 274 366 284Z" fill="#f2ead9"/><path d="M468 274C486 256 518 258 536 278C510 274 490 272 468 278Z" fill="#b9b3b2"/>`

const beard = (): string => {
  const random = createRandom(19)
  const strand = () => {
    const x = between(random, 364, 536)
    const y = between(random, 366, 470)
    const fall = between(random, 40, 96) * (1 - Math.abs(x - 450) / 170)
    const towardsMiddle = (450 - x) * 0.28
    return `<path d="M${px(x)} ${px(y)}q${px(towardsMiddle * 0.2)} ${px(fall * 0.6)} ${px(towardsMiddle)} ${px(fall)}" stroke="${x < 450 ? '#fff6e4' : '#8f8d97'}" opacity="${between(random, 0.25, 0.7).toFixed(2)}"/>`
  }
  return (
    linear(
      'beard',
      [
        [0, '#fff3dc'],
        [0.4, '#ddd5c8'],
        [0.75, '#9f9ba0'],
        [1, '#74757f'],
      ],
      'across',
    ) +
    `<path d="M348 310C338 380 338 450 362 520C378 566 418 594 450 598C482 594 522 566 538 520C562 450 562 380 552 310C546 346 532 366 508 368C486 356 466 364 450 372C434 364 414 356 392 368C368 366 354 346 348 310Z" fill="url(#beard)"/>` +
    `<g fill="none" stroke-width="3" stroke-linecap="round">${range(95).map(strand).join('')}</g>` +
    `<path d="M450 362C424 352 398 362 378 392C404 386 428 392 450 386C472 392 496 386 522 392C502 362 476 352 450 362Z" fill="#f7efdf"/><path d="M450 362C476 352 502 362 522 392C496 386 472 392 450 386Z" fill="#b4aeae"/>` +
    `<path d="M420 398C440 406 460 406 480 398C468 414 432 414 420 398Z" fill="#5c3330"/>`
  )
}

const cap = (): string =>
  linear(
    'cap',
    [
      [0, '#4f4654'],
      [0.3, '#2b3450'],
      [0.8, '#121a2c'],
      [1, mix(navy, cold, 0.35)],
    ],
    'across',
  ) +
  `<path d="M318 214C296 172 316 120 372 106C424 92 476 92 528 106C584 120 604 172 582 214C540 196 360 196 318 214Z" fill="url(#cap)"/>` +
  `<path d="M340 206C400 190 500 190 560 206L556 254C500 238 400 238 344 254Z" fill="#0e1424"/>` +
  `<path d="M344 250C400 234 500 234 556 250C546 284 500 272 450 272C400 272 354 284 344 250Z" fill="#06080f"/><path d="M356 258C400 246 480 246 520 252" fill="none" stroke="#8a7a78" stroke-width="4" opacity="0.7" stroke-linecap="round"/>` +
  `<path d="M450 150L466 176L450 226L434 176Z" fill="#d9a956"/><path d="M450 150L434 176L450 226Z" fill="#f6dc9a"/>` +
  `<path d="M344 214C352 196 360 250 356 262M556 214C548 196 540 250 544 262" stroke="#b98a44" stroke-width="4" fill="none"/>`

/** Light that catches the figure's edges: the lantern's on the left, the night's on the right. */
const rims = (): string =>
  `${blur('rim', 3)}<g fill="none" stroke-linecap="round" filter="url(#rim)"><path d="M326 498C246 514 204 582 186 692C166 800 152 900 160 958" stroke="${warm}" stroke-width="5" opacity="0.65"/>` +
  `<path d="M574 498C654 514 696 582 714 692C734 800 748 900 740 958" stroke="${cold}" stroke-width="4" opacity="0.55"/></g>`

/** The keeper, from cap to boots, hands in his coat pockets, on transparent ground: 900×1680. */
export const keeper = (): string =>
  picture(900, 1680, [
    '<g transform="translate(0 50)">',
    legs(),
    jumper(),
    coat(),
    `<g transform="translate(450 580) scale(1.15) translate(-450 -580)">${face()}${beard()}<g transform="translate(0 -16)">${cap()}</g></g>`,
    rims(),
    // A fold under each pocket keeps the coat from being a flat shape.
    `<path d="${polygon([
      [330, 1080],
      [322, 1216],
      [338, 1218],
    ])}${polygon([
      [590, 1080],
      [582, 1218],
      [600, 1216],
    ])}" fill="#05070e" opacity="0.5"/>`,
    '</g>',
  ])
