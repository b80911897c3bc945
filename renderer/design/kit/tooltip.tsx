import { useMemo, type ReactElement, type ReactNode } from 'react'
import { Attached } from './attached.tsx'
import { tips, type Tip } from './tips.ts'

/**
 * Words about what the pointer rests on or the focus is at, with its keys; none where there is nothing to say. The
 * window's one `TooltipLayer` shows them.
 */
export const Tooltip = ({
  text,
  keys = null,
  side = 'bottom',
  isName = false,
  children,
}: {
  readonly text: ReactNode
  readonly keys?: string | null | undefined
  readonly side?: Tip['side']
  readonly isName?: boolean
  readonly children: ReactElement
}) => {
  const tip = useMemo(() => (text || keys ? { text, keys, side, isName } : null), [text, keys, side, isName])
  return (
    <Attached to={tips} value={tip}>
      {children}
    </Attached>
  )
}
