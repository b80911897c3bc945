import type { Screen } from './screen.ts'

/** A size of the window in one of its appearances. */
export interface Look {
  readonly name: string
  readonly width: number
  readonly height: number
  readonly theme: 'dark' | 'light'
}

const smallest = { width: 1280, height: 720 } as const
const large = { width: 1920, height: 1080 } as const

/** The first is the one in which every screen is pictured. */
export const looks: readonly Look[] = [
  { name: 'dark', ...smallest, theme: 'dark' },
  { name: 'light', ...smallest, theme: 'light' },
  { name: 'large-dark', ...large, theme: 'dark' },
  { name: 'large-light', ...large, theme: 'light' },
]

/** The looks in which a screen is pictured. */
export const looksOf = ({ isMain }: Screen): readonly Look[] => (isMain ? looks : looks.slice(0, 1))

/** Name of a picture without what its kind of file adds. */
export const pictureName = (screen: Screen, look: Look): string => `${screen.name}.${look.name}`
