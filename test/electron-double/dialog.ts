import { answered, answeredAtOnce, record } from './recorder.ts'

/** A dialog belongs to a window, which comes first and may be left out. */
const optionsOf = (args: readonly unknown[]) => args.at(-1) as { cancelId?: number; defaultId?: number }

const refusedChoice = (args: readonly unknown[]) => optionsOf(args).cancelId ?? 0

/** The system's dialogs: answered as the test scripted, else refused, as by a person who presses Escape. */
export const dialog = {
  showOpenDialog: (...args: unknown[]) =>
    answered('dialog.showOpenDialog', args, { canceled: true, filePaths: [] }),
  showSaveDialog: (...args: unknown[]) =>
    answered('dialog.showSaveDialog', args, { canceled: true, filePath: '' }),
  showMessageBox: (...args: unknown[]) =>
    answered('dialog.showMessageBox', args, { response: refusedChoice(args), checkboxChecked: false }),
  showOpenDialogSync: (...args: unknown[]) =>
    answeredAtOnce<string[] | undefined>('dialog.showOpenDialogSync', args, undefined),
  showSaveDialogSync: (...args: unknown[]) => answeredAtOnce<string>('dialog.showSaveDialogSync', args, ''),
  showMessageBoxSync: (...args: unknown[]) =>
    answeredAtOnce('dialog.showMessageBoxSync', args, refusedChoice(args)),
  showErrorBox: (title: string, content: string) => record('dialog.showErrorBox', title, content),
}
