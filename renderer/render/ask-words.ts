import { formatUsd } from '../../shared/domain/prices.ts'
import { assertNever } from '../../shared/errors.ts'
import { strings } from '../strings/en/index.ts'
import type { Ask } from './asks.ts'
import { totalWords } from './total.ts'

const words = strings.render.asks

/** A reason to ask, as a sentence. */
export const askWords = (ask: Ask): string => {
  switch (ask.kind) {
    case 'dear':
      return ask.count === 1
        ? words.dear(totalWords(ask.high), totalWords(ask.low))
        : words.dearMany(ask.count, totalWords(ask.high), totalWords(ask.low))
    case 'above-limit':
      return words.aboveLimit(formatUsd(ask.limitMicroUsd))
    case 'unknown':
      return words.unknown(ask.count)
    case 'estimate':
      return words.estimate(ask.count, ask.of)
    case 'gate':
      return words.gate(ask.count)
    case 'over-day':
      return words.overDay(formatUsd(ask.leftMicroUsd))
    case 'over-project':
      return words.overProject(formatUsd(ask.leftMicroUsd))
    default:
      return assertNever(ask)
  }
}
