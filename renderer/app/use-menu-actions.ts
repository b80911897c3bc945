import { useEffect } from 'react'
import { runAction } from '../actions/action.ts'
import { bridge } from '../state/bridge.ts'

/** Does what is chosen in the native menu. */
export const useMenuActions = (): void => {
  useEffect(() => bridge().on('action.chosen', ({ action }) => void runAction(action)), [])
}
