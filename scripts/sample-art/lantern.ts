import { blur, glow, linear, picture, px, radial, range, roughen } from './svg.ts'

const brass = (id: string): string =>
  linear(
    id,
    [
      [0, '#5c3a1c'],
      [0.16, '#c08a42'],
      [0.3, '#f7d58c'],
      [0.5, '#b07a36'],
      [0.78, '#5a381d'],
      [1, '#8a5f30'],
    ],
    'across',
  )

const backdrop = (): string =>
  radial('room', [500, 520], 760, [
    [0, '#5a3d2a'],
    [0.35, '#2b2228'],
    [1, '#0b1018'],
  ]) +
  `<rect width="1000" height="1000" fill="url(#room)"/>` +
  linear('table', [
    [0, '#7a4f2c'],
    [0.3, '#4a2f20'],
    [1, '#160f10'],
  ]) +
  roughen('grain', '0.006 0.11', 0.5, 12) +
  `<path d="M0 800H1000V1000H0Z" fill="url(#table)" filter="url(#grain)"/>` +
  radial('pool', [500, 830], 480, [
    [0, '#ffc272', 0.75],
    [0.4, '#ff9c4a', 0.28],
    [1, '#ff9c4a', 0],
  ]) +
  `<path d="M0 800H1000V1000H0Z" fill="url(#pool)" style="mix-blend-mode:screen"/><path d="M0 800H1000" stroke="#d08c4e" stroke-width="2" opacity="0.35"/>` +
  `${blur('shadow', 12)}<ellipse cx="500" cy="872" rx="190" ry="24" fill="#060406" opacity="0.85" filter="url(#shadow)"/>`

const flame = (): string =>
  linear('flame', [
    [0, '#ffb648'],
    [0.5, '#fff0b8'],
    [0.85, '#ffe08a'],
    [1, '#5f8fe0'],
  ]) +
  `${blur('flicker', 3)}<path d="M500 448C528 500 546 540 534 584C528 612 472 612 466 584C454 540 476 506 500 448Z" fill="url(#flame)" filter="url(#flicker)"/>` +
  `<path d="M500 500C514 532 520 556 514 580C510 596 490 596 486 580C480 556 488 530 500 500Z" fill="#ffffff" opacity="0.9"/>`

const glass = (): string =>
  linear(
    'globe',
    [
      [0, '#ffe1a8', 0.42],
      [0.2, '#ffd38a', 0.2],
      [0.8, '#ffb45c', 0.2],
      [1, '#ffe1a8', 0.42],
    ],
    'across',
  ) +
  `<path d="M428 404C388 440 366 500 370 560C374 612 400 646 430 662H570C600 646 626 612 630 560C634 500 612 440 572 404Z" fill="url(#globe)" stroke="#ffdca0" stroke-opacity="0.5" stroke-width="2.500"/>` +
  `<path d="M414 440C392 476 384 530 392 580" fill="none" stroke="#ffffff" stroke-width="7" stroke-linecap="round" opacity="0.6"/><path d="M596 452C610 484 616 520 612 552" fill="none" stroke="#ffffff" stroke-width="3.500" stroke-linecap="round" opacity="0.5"/>`

const metal = (): string =>
  ['tank', 'collar', 'hood', 'tube'].map(brass).join('') +
  `<path d="M348 282C352 52 648 52 652 282" fill="none" stroke="#2a1d16" stroke-width="12"/><path d="M348 282C352 52 648 52 652 282" fill="none" stroke="#c99a58" stroke-width="4"/>` +
  `<path d="M336 700V300C336 262 372 250 440 248V270C386 272 362 280 362 306V700ZM664 700V300C664 262 628 250 560 248V270C614 272 638 280 638 306V700Z" fill="url(#tube)"/>` +
  `<path d="M430 250H570L584 316C590 350 586 380 578 404H422C414 380 410 350 416 316Z" fill="url(#hood)"/><path d="M452 196H548L570 250H430Z" fill="url(#hood)"/><path d="M440 186H560V202H440Z" fill="url(#collar)"/>` +
  range(5)
    .map((index) => `<path d="M${px(444 + index * 25)} 286h12v48h-12z" fill="#20130c" opacity="0.85"/>`)
    .join('') +
  `<path d="M412 398H588V414H412Z" fill="url(#collar)"/><path d="M410 658H590V676H410Z" fill="url(#collar)"/><path d="M468 618H532L546 660H454Z" fill="url(#hood)"/>` +
  `<path d="M376 676H624L668 716C676 760 676 816 660 866H340C324 816 324 760 332 716Z" fill="url(#tank)"/><path d="M332 722H668" stroke="#ffe3a6" stroke-width="3" opacity="0.55"/><path d="M336 838H664" stroke="#2b180c" stroke-width="4" opacity="0.6"/>` +
  `<circle cx="602" cy="694" r="17" fill="#7a5228"/><circle cx="598" cy="690" r="9" fill="#f0cd86"/>` +
  `<path d="M372 470C440 486 560 486 628 470M372 590C440 606 560 606 628 590" fill="none" stroke="#a87a40" stroke-width="5"/>`

/** The keeper's storm lantern, burning on a table: 1000×1000. */
export const lantern = (): string =>
  picture(1000, 1000, [
    backdrop(),
    glow('air', [500, 545], 460, '#ffa24e', 0.8),
    flame(),
    glass(),
    metal(),
    glow('burn', [500, 550], 260, '#ffcf7a', 1),
  ])
