import { app } from './app.ts'
import { board } from './board.ts'
import { errors } from './errors.ts'
import { folders } from './folders.ts'
import { inspector } from './inspector.ts'
import { jobsWords } from './jobs.ts'
import { library } from './library.ts'
import { projects } from './projects.ts'
import { render } from './render.ts'
import { settings } from './settings.ts'
import { spending } from './spending.ts'
import { takes } from './takes.ts'
import { timeline } from './timeline.ts'
import { viewer } from './viewer.ts'

/** Every word that the user reads, by area. Another language is another folder beside this one. */
export const strings = {
  app,
  board,
  errors,
  folders,
  inspector,
  jobs: jobsWords,
  library,
  projects,
  render,
  settings,
  spending,
  takes,
  timeline,
  viewer,
} as const
