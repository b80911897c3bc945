import { useEffect } from 'react'
import { useApp } from '../state/app.ts'

/** Gives the page the appearance of the settings; where they follow the system, with it. */
export const useAppearance = (): void => {
  const appearance = useApp(({ settings }) => settings.appearance)
  useEffect(() => {
    const light = window.matchMedia('(prefers-color-scheme: light)')
    const show = () => {
      document.documentElement.dataset['appearance'] =
        appearance === 'system' ? (light.matches ? 'light' : 'dark') : appearance
    }
    show()
    light.addEventListener('change', show)
    return () => light.removeEventListener('change', show)
  }, [appearance])
}
