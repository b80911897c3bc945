import { useState } from 'react'
import { formatTimecode } from '../../shared/domain/timecode.ts'
import { classNames } from '../design/class-names.ts'
import { Tooltip } from '../design/kit/tooltip.tsx'
import { strings } from '../strings/en/index.ts'
import { typedFrame } from './frames.ts'
import { command, useTransport } from './transport-store.ts'
import styles from './transport-bar.module.css'

const words = strings.viewer

/** The timecode of the frame in sight. One that is typed is gone to. */
export const Timecode = () => {
  const frame = useTransport((transport) => transport.frame)
  const [typed, setTyped] = useState<string | null>(null)
  const isWrong = typed !== null && typed.trim() !== '' && typedFrame(typed) === null
  const go = () => {
    const wanted = typed === null ? null : typedFrame(typed)
    if (wanted !== null) command({ type: 'goTo', frame: wanted })
    setTyped(null)
  }
  return (
    <Tooltip text={isWrong ? words.notATimecode : words.goToTimecode} side="top">
      <input
        className={classNames(styles['timecode'], isWrong && styles['wrong'])}
        aria-label={words.timecode}
        aria-invalid={isWrong || undefined}
        inputMode="numeric"
        autoComplete="off"
        spellCheck={false}
        value={typed ?? formatTimecode(frame)}
        onFocus={(event) => event.target.select()}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={go}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' && event.key !== 'Escape') return
          event.preventDefault()
          event.stopPropagation()
          if (event.key === 'Escape') setTyped(null)
          else go()
          event.currentTarget.select()
        }}
      />
    </Tooltip>
  )
}
