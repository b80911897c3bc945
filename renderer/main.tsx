import { started } from './started.ts'
import { openWindow } from './app/open-window.tsx'

await openWindow(started)
