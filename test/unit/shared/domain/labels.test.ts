import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { shotsInOrder } from '../../../../shared/domain/board.ts'
import {
  labelBetween,
  labelsAt,
  labelsBetween,
  nextLabel,
  renumbering,
} from '../../../../shared/domain/labels.ts'
import { after, boardWith, framesShot, sceneId, shotId } from './setting.ts'

describe('the next label', () => {
  test.each([
    [[], '10'],
    [['10', '20'], '30'],
    [['20', '10'], '30'],
    [['15'], '20'],
    [['20A'], '30'],
    [['A', 'intro'], '10'],
    [['095'], '100'],
  ])('after %j is %s', (taken, next) => {
    expect(nextLabel(taken)).toBe(next)
  })

  test('does not count on from a number that is longer than a row of tens', () => {
    expect(nextLabel(['10', '9999999999999999'])).toBe('20')
  })

  test('is free and fits the slate, whatever is taken', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[0-9]{1,16}[A-Z]?$/)), (taken) => {
        const next = nextLabel(taken)
        expect(taken).not.toContain(next)
        expect(next).toMatch(/^[1-9]\d{0,9}0$/)
      }),
    )
    expect(nextLabel(['999999999', '1000000000'])).toBe('1000000010')
  })
})

describe('a label between two shots', () => {
  test.each([
    ['10', '20', [], '15'],
    ['10', '15', [], '12'],
    ['10', '11', [], '10A'],
    ['10', '11', ['10A'], '10B'],
    ['10', '20', ['15'], '10A'],
    ['10', '20A', [], '15'],
    ['20A', '20B', [], '20AA'],
    [null, '10', [], '5'],
    [null, '1', [], '0A'],
  ])('between %s and %s with %j taken is %s', (earlier, later, more, label) => {
    const taken = new Set([earlier, later, ...more].filter((one) => one !== null))
    expect(labelBetween(earlier, later, taken)).toBe(label)
  })

  test('at the end of the board is the next full ten', () => {
    expect(labelBetween('10', null, new Set(['10', '40']))).toBe('50')
  })

  test('differs from every other by more than its case', () => {
    expect(labelBetween('10', '11', new Set(['10', '11', '10a']))).toBe('10B')
  })

  test('goes on with two letters after Z, and leaves the place only when all of them are taken', () => {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('')
    const single = letters.map((letter) => `10${letter}`)
    expect(labelBetween('10', '11', new Set(single))).toBe('10AA')
    const double = letters.flatMap((first) => letters.map((second) => `10${first}${second}`))
    expect(labelBetween('10', '11', new Set(['11', ...single, ...double]))).toBe('20')
  })
})

describe('labels for several shots in one place', () => {
  test.each([
    ['10', '20', [], 3, ['12', '15', '17']],
    ['10', '20', [], 9, ['11', '12', '13', '14', '15', '16', '17', '18', '19']],
    ['10', '20', [], 10, ['10A', '10B', '10C', '10D', '10E', '10F', '10G', '10H', '10I', '10J']],
    ['10', '20', ['15'], 3, ['10A', '10B', '10C']],
    ['10', '12', ['10b'], 2, ['10A', '10C']],
    [null, '10', [], 2, ['3', '6']],
    ['20', null, ['50'], 3, ['60', '70', '80']],
    [null, null, [], 2, ['10', '20']],
    ['10', '20', [], 0, []],
  ])('between %s and %s with %j taken, %4$i of them', (earlier, later, more, count, labels) => {
    const taken = new Set([earlier, later, ...more].filter((one) => one !== null))
    expect(labelsBetween(earlier, later, taken, count)).toEqual(labels)
  })

  test('are all different, free, and fit the slate', () => {
    const label = fc.stringMatching(/^[0-9]{1,15}[A-Z]?$/)
    fc.assert(
      fc.property(
        fc.option(label),
        fc.option(label),
        fc.array(label),
        fc.nat(40),
        (earlier, later, more, count) => {
          const taken = new Set([earlier, later, ...more].filter((one) => one !== null))
          const labels = labelsBetween(earlier, later, taken, count)
          expect(new Set(labels).size).toBe(count)
          for (const one of labels) {
            expect(taken).not.toContain(one)
            expect(one).toMatch(/^[0-9A-Z]{1,16}$/)
          }
        },
      ),
    )
  })

  test('look at the neighbours on the board, in other scenes too', () => {
    const board = after(boardWith(framesShot(1), framesShot(2), framesShot(3)), {
      type: 'scene.split',
      sceneId: sceneId(1),
      at: 2,
      newSceneId: sceneId(2),
      title: '',
    })
    expect(labelsAt(board, { sceneId: sceneId(1), index: 2 }, 1)).toEqual(['25'])
    expect(labelsAt(board, { sceneId: sceneId(2), index: 0 }, 1)).toEqual(['25'])
    expect(labelsAt(board, { sceneId: sceneId(2), index: 1 }, 2)).toEqual(['40', '50'])
    expect(labelsAt(board, { sceneId: sceneId(1), index: 0 }, 1)).toEqual(['5'])
  })
})

describe('renumbering', () => {
  test('counts in tens in the order of the board, around labels that are locked', () => {
    const board = boardWith(
      { ...framesShot(1), label: '15' },
      { ...framesShot(2), label: '10', labelLocked: true },
      { ...framesShot(3), label: '30' },
      { ...framesShot(4), label: '20A' },
    )
    expect(renumbering(board)).toEqual({ [shotId(1)]: '20', [shotId(4)]: '40' })
  })

  test('of any board is carried out, and has nothing to do the second time', () => {
    const labels = fc.uniqueArray(fc.stringMatching(/^[1-9][0-9]?0?[ab]?$/), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(labels, fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }), (names, locked) => {
        const board = boardWith(
          ...names.map((label, at) => ({ ...framesShot(at + 1), label, labelLocked: locked[at] === true })),
        )
        const renumbered = after(board, { type: 'shots.relabel', labels: renumbering(board) })
        expect(renumbering(renumbered)).toEqual({})
        const free = shotsInOrder(renumbered).filter((shot) => !shot.labelLocked)
        const numbers = free.map((shot) => Number(shot.label))
        expect(numbers).toEqual(numbers.toSorted((a, b) => a - b))
      }),
    )
  })
})
