import { autoUpdate, flip, offset, shift, useFloating } from '@floating-ui/react-dom'
import { useEffect, useId, useLayoutEffect } from 'react'
import { createPortal } from 'react-dom'
import { useStore } from 'zustand'
import { Kbd } from './kbd.tsx'
import { followPointerAndFocus, shownTip, type Tip } from './tips.ts'
import styles from './tooltip.module.css'

/** Shows the tooltips of the whole window, one at a time. */
export const TooltipLayer = () => {
  useEffect(followPointerAndFocus, [])
  const { element, tip } = useStore(shownTip)
  return element && tip ? createPortal(<Shown element={element} tip={tip} />, document.body) : null
}

/** Room between a tooltip and its element, and between it and the window's edge, in pixels. */
const [gap, edge] = [6, 8]
const middleware = [offset(gap), flip({ padding: edge }), shift({ padding: edge })]

const Shown = ({ element, tip }: { readonly element: Element; readonly tip: Tip }) => {
  const id = useId()
  const { refs, floatingStyles, isPositioned } = useFloating({
    placement: tip.side,
    strategy: 'fixed',
    middleware,
    elements: { reference: element },
    whileElementsMounted: autoUpdate,
  })
  useLayoutEffect(() => {
    if (tip.isName) return undefined
    const before = element.getAttribute('aria-describedby')
    element.setAttribute('aria-describedby', before === null ? id : `${before} ${id}`)
    return () => {
      if (before === null) element.removeAttribute('aria-describedby')
      else element.setAttribute('aria-describedby', before)
    }
  }, [element, id, tip.isName])
  return (
    <div
      ref={refs.setFloating}
      id={id}
      role="tooltip"
      className={styles['tooltip']}
      style={{ ...floatingStyles, visibility: isPositioned ? 'visible' : 'hidden' }}
    >
      {tip.text}
      {tip.keys !== null && <Kbd>{tip.keys}</Kbd>}
    </div>
  )
}
