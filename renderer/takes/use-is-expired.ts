import type { Take } from '../../shared/domain/document.ts'
import { useBoard } from '../state/board.ts'

/** Whether the clip of a take is gone from the disk, and from fal.ai too. */
export const useIsExpired = ({ file }: Take): boolean =>
  useBoard(({ expiredClips }) => expiredClips.has(file))
