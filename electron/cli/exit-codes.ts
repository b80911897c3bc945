import type { Failure } from '../../shared/errors.ts'

/** What the program's exit code says. Documented in the README; scripts depend on it. */
export const exitCodes = {
  ok: 0,
  jobFailed: 1,
  wrongUse: 2,
  uncertain: 3,
  keyOrAccount: 4,
  priceNotAgreed: 5,
  projectUnavailable: 6,
  interrupted: 130,
} as const
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

/** The exit code that a failure ends the program with. */
export const exitCodeOf = ({ code }: Failure): ExitCode => {
  switch (code) {
    case 'project/not-found':
    case 'project/damaged':
    case 'project/too-new':
    case 'project/locked':
    case 'project/read-only':
    case 'project/changed-outside':
    case 'project/refused':
      return exitCodes.projectUnavailable
    case 'fal/no-key':
    case 'fal/bad-key':
    case 'fal/locked':
      return exitCodes.keyOrAccount
    case 'money/not-agreed':
    case 'money/over-budget':
    case 'money/price-unknown':
    case 'money/gate':
      return exitCodes.priceNotAgreed
    case 'render/unknown-outcome':
      return exitCodes.uncertain
    case 'input/invalid':
    case 'input/not-found':
    case 'project/exists':
    case 'render/not-ready':
    case 'media/unreadable':
    case 'media/unsupported':
    case 'media/too-large':
    case 'media/too-small':
    case 'media/missing':
      return exitCodes.wrongUse
    default:
      return exitCodes.jobFailed
  }
}
