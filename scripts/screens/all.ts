import { aroundScreens } from './around.ts'
import { editorScreens } from './editor.ts'
import { projectScreens } from './projects.ts'
import { renderScreens } from './render.ts'
import type { Screen } from './screen.ts'
import { shotScreens } from './shot.ts'

/** Every screen of the window and every state of it, in chapters. */
export const chapters: readonly { readonly title: string; readonly screens: readonly Screen[] }[] = [
  { title: 'Projects', screens: projectScreens },
  { title: 'The editor', screens: editorScreens },
  { title: 'A shot and its takes', screens: shotScreens },
  { title: 'Rendering and money', screens: renderScreens },
  { title: 'Settings, notices, trouble', screens: aroundScreens },
]
