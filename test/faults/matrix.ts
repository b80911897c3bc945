/** One row of the matrix. `onlyLong`: what of it is left to the long form. */
interface MatrixRow {
  readonly row: number
  readonly fault: string
  readonly onlyLong: string | null
}

/** The faults that are to be tried, by the number with which the titles of their tests begin. */
export const faultMatrix: readonly MatrixRow[] = [
  ['Offline at the start; offline in mid-batch'],
  ['The answer to a submit is lost: reset, cut, invalid JSON, HTML, 503 after accepting'],
  ['Connection refused, name not found, no secure connection'],
  ['A submit that is never answered'],
  ['Twenty bad answers to status in a row'],
  ['Downloads that drip, stall, reset, change or answer wrong ranges'],
  ['Redirects of a clip to http, another host, loopback, in a circle'],
  ['The process suspended; the clock jumps a day'],
  ['401 or 403 after some jobs of a batch'],
  ['422 with every type of detail, with a string, with no body'],
  ['Completed with an error; a result that fails five times'],
  ['429 on submit and on status'],
  ['Hours at place 12,000 of the queue; in progress for ever'],
  ['A result or a clip that is gone'],
  ['Cancellations that are too late, in vain or unknown'],
  ['Answers without a clip, files that are none, wrong length, unknown status, 50 MB of JSON'],
  ['The price rises between estimate and submit; price unknown'],
  ['Uploads that are refused, reset, or cannot be read back'],
  ['Killed before and after every write of the ledger, and at random; Ctrl-C', '1,000 kills at random'],
  [
    'Killed during download, renaming, save and migration; any one file call fails',
    'every call in every way; it was each in one of three',
  ],
  ['The window crashes or hangs'],
  ['The disk is full: save, ledger, download'],
  ['Read-only project, no permission, too many open files, folder moved, clip deleted by hand'],
  ['A damaged project file'],
  ['A project of a newer or an older version'],
  ['A project from a stranger'],
  ['Troublesome names'],
  ['The project changed by another program'],
  ['Damaged, hostile and unusual images'],
  ['No keyring, or one that is locked or silent'],
  ['Keys that are malformed'],
  ['A hostile page'],
  ['Hostile requests to browser mode'],
  ['Two programs at once; a stale lock; a budget raced for', '1,000 races'],
  ['A thousand jobs at once; ten thousand shots', 'a thousand; it was two hundred'],
  ['Asked for twice: double click, key held, same intent, retry hammered'],
].map(([fault = '', onlyLong = null], at) => ({ row: at + 1, fault, onlyLong }))
