import type { KeyboardEvent } from 'react'
import { isEnabled, runAction } from '../actions/action.ts'
import { keysOfPress } from '../actions/keys.ts'
import { actionsWith, isMac } from '../actions/shortcuts.ts'

/**
 * Does the timeline's action for a key that was pressed on the track, before other areas hear of it: Delete on a
 * keyframe must not delete the shot. Gives whether there was one.
 */
export const runTrackKey = (event: KeyboardEvent): boolean => {
  const keys = keysOfPress(event.nativeEvent, isMac())
  if (keys === null) return false
  const action = actionsWith(keys).find(
    ({ id, ...rest }) => id.startsWith('timeline.') && isEnabled({ id, ...rest }),
  )
  if (!action) return false
  event.preventDefault()
  event.stopPropagation()
  return runAction(action.id)
}
