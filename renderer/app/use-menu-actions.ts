import { useEffect } from 'react'
import { runAction } from '../actions/action.ts'
import { bridge } from '../state/bridge.ts'
import { openProject } from '../state/open-project.ts'

/** Does what is chosen in the native menu. */
export const useMenuActions = (): void => {
  useEffect(() => {
    const stops = [
      bridge().on('action.chosen', ({ action }) => void runAction(action)),
      bridge().on('project.chosen', ({ folder }) => void openProject(folder)),
    ]
    return () => stops.forEach((stop) => stop())
  }, [])
}
