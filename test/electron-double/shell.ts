import { answered, record } from './recorder.ts'

/** The desktop outside the app: nothing is opened, shown or thrown away, all is recorded. */
export const shell = {
  openExternal: (url: string, options?: object) =>
    answered<void>('shell.openExternal', options ? [url, options] : [url], undefined),
  openPath: (path: string) => answered('shell.openPath', [path], ''),
  trashItem: (path: string) => answered<void>('shell.trashItem', [path], undefined),
  showItemInFolder: (path: string) => record('shell.showItemInFolder', path),
  beep: () => record('shell.beep'),
}
