import type { FailureCode, FailureCost } from '../../../shared/errors.ts'

/** A failure as it comes over the boundary, or from the window itself. */
export interface SaidFailure {
  readonly code: FailureCode
  readonly message: string
  readonly detail?: string | undefined
  readonly requestId?: string | undefined
  readonly field?: string | undefined
  readonly cost?: FailureCost | undefined
}

/**
 * What failures are called: one short sentence for each code. The failure's own message says what to do next; it is
 * written where the failure is made, by whoever knows the file or the field.
 */
const titles: Readonly<Record<FailureCode, string>> = {
  'app/broken': 'Boardwright made a mistake.',
  'app/unreachable': 'Boardwright cannot be reached.',
  'input/invalid': 'That is not possible.',
  'input/not-found': 'That is no longer there.',
  'project/not-found': 'There is no project.',
  'project/exists': 'There is a project already.',
  'project/damaged': 'The project file is damaged.',
  'project/too-new': 'The project is from a newer Boardwright.',
  'project/locked': 'The project is open elsewhere.',
  'project/read-only': 'The project is open for reading only.',
  'project/changed-outside': 'Another program changed the project.',
  'project/refused': 'That is not possible.',
  'media/unreadable': 'The file cannot be read.',
  'media/unsupported': 'This kind of file cannot be used.',
  'media/too-large': 'The file is too large.',
  'media/too-small': 'The picture is too small.',
  'media/missing': 'The file is missing.',
  'media/outside-project': 'The file is outside of the project.',
  'media/not-a-clip': 'The file is not a clip.',
  'media/gone': 'The clip is gone.',
  'media/refused-address': 'The address of the clip was refused.',
  'disk/full': 'The disk is full.',
  'disk/denied': 'The disk refused access.',
  'disk/failed': 'The disk failed.',
  'ledger/unavailable': 'The ledger of renders cannot be used.',
  'network/unreachable': 'fal.ai cannot be reached.',
  'network/timeout': 'fal.ai did not answer in time.',
  'network/interrupted': 'The connection was interrupted.',
  'fal/no-key': 'There is no key for fal.ai.',
  'fal/bad-key': 'fal.ai does not accept the key.',
  'fal/locked': 'fal.ai has locked the account.',
  'fal/rejected': 'fal.ai rejected the request.',
  'fal/failed': 'fal.ai failed.',
  'fal/busy': 'fal.ai is busy.',
  'fal/unclear': 'Nobody knows whether fal.ai took the request.',
  'fal/unexpected': 'fal.ai answered something unexpected.',
  'fal/not-found': 'fal.ai does not know the request.',
  'fal/expired': 'fal.ai no longer keeps the clip.',
  'money/not-agreed': 'The price has changed.',
  'money/over-budget': 'That is over the budget.',
  'money/price-unknown': 'The price is not known.',
  'money/gate': 'No take of the shot is circled yet.',
  'render/not-ready': 'The shot is not ready to render.',
  'render/failed': 'The render failed.',
  'render/cancelled': 'The render was cancelled.',
  'render/unknown-outcome': 'Nobody knows what came of the render.',
}

const costs = {
  nothing: 'It cost nothing.',
  perhaps: 'fal.ai may have charged for it.',
} as const

export const errors = {
  titles,
  /** What it cost, in a sentence; null where money has nothing to do with it. */
  cost: ({ code, cost }: SaidFailure): string | null =>
    cost === 'perhaps' ? costs.perhaps : cost === 'nothing' && aboutMoney.test(code) ? costs.nothing : null,
  /** A failure in words, and what can be copied of it: the service's own words and the request id. */
  describe: (failure: SaidFailure): { readonly text: string; readonly detail: string | undefined } => ({
    text: [failure.message.trim() || titles[failure.code], errors.cost(failure)].filter(Boolean).join(' '),
    detail: errors.detail(failure),
  }),
  /** What can be copied of a failure, for a search or for support; undefined where there is nothing. */
  detail: ({ code, detail, requestId, field }: SaidFailure): string | undefined => {
    if (!detail && !requestId) return undefined
    return [detail, field && `Field: ${field}`, requestId && `Request: ${requestId}`, `Code: ${code}`]
      .filter(Boolean)
      .join('\n')
  },
} as const

const aboutMoney = /^(network|fal|money|render)\//
