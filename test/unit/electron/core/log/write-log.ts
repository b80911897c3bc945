import { createFileLog } from '../../../../../electron/core/log/file-log.ts'

/** Run as a process of its own: writes so many events into a log that others write too. */
const [folder = '', own = '', events = ''] = process.argv.slice(2)
const log = createFileLog(folder)
for (let at = 0; at < Number(events); at++) log.info('shared.event', { own, at, words: 'x'.repeat(200) })
