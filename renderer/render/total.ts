import { formatUsd } from '../../shared/domain/prices.ts'
import type { Total } from '../../shared/domain/total.ts'
import { strings } from '../strings/en/index.ts'

/** A sum in words: `$3.10`, `about $3.10`, `$3.10 and 2 of unknown price`, `price unknown`, `free`. */
export const totalWords = ({ count, microUsd, unknown, estimates }: Total): string => {
  if (unknown === count && count > 0) return strings.render.priceUnknown
  const known = microUsd === 0 && unknown === 0 ? strings.render.free : formatUsd(microUsd)
  const sum = estimates > 0 && microUsd > 0 ? strings.render.about(known) : known
  return unknown > 0 ? strings.render.andUnknown(sum, unknown) : sum
}

/** A sum where there is little room: `$0.40`, `≈ $0.90`, `?`, `free`. */
export const shortTotal = ({ count, microUsd, unknown, estimates }: Total): string => {
  if (unknown === count && count > 0) return strings.render.unknownShort
  const sum = microUsd === 0 && unknown === 0 ? strings.render.free : formatUsd(microUsd)
  return estimates > 0 || unknown > 0 ? strings.render.roughly(sum) : sum
}
