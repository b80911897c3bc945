import {
  ArrowLeftFromLine,
  ArrowRightFromLine,
  Camera,
  Frame,
  Maximize,
  Minimize,
  Pause,
  Play,
  Repeat,
  SkipBack,
  SkipForward,
  StepBack,
  StepForward,
  X,
} from 'lucide-react'
import { formatSeconds, framesPerSecond } from '../../shared/domain/timecode.ts'
import { ActionIconButton } from '../design/kit/action-button.tsx'
import { Button } from '../design/kit/button.tsx'
import { Menu } from '../design/kit/menu.tsx'
import { strings } from '../strings/en/index.ts'
import { frameEntries } from './take-frame.ts'
import { Timecode } from './timecode.tsx'
import { useLook, useTransport } from './transport-store.ts'
import styles from './transport-bar.module.css'
import { Volume } from './volume.tsx'

const words = strings.viewer

/** The buttons under the picture. */
export const TransportBar = ({ hasClip }: { readonly hasClip: boolean }) => {
  const seconds = useTransport(({ frames }) => Math.round((frames / framesPerSecond) * 10) / 10)
  const canPlay = useTransport(({ frames }) => frames > 1)
  const safeAreas = useLook((look) => look.safeAreas)
  const full = useLook((look) => look.full)
  return (
    <div className={styles['bar']} role="toolbar" aria-label={words.transport}>
      <div className={styles['start']}>
        <Timecode />
        {canPlay && <span className={styles['length']}>{words.length(formatSeconds(seconds))}</span>}
        <Speed />
        <Marks />
      </div>
      <div className={styles['middle']}>
        <ActionIconButton action="play.first" icon={SkipBack} />
        <ActionIconButton action="play.stepBack" icon={StepBack} />
        <PlayButton />
        <ActionIconButton action="play.stepForward" icon={StepForward} />
        <ActionIconButton action="play.last" icon={SkipForward} />
      </div>
      <div className={styles['end']}>
        <Loop />
        <Volume />
        <ActionIconButton action="play.safeAreas" icon={Frame} aria-pressed={safeAreas} />
        <ActionIconButton action="play.fullScreen" icon={full ? Minimize : Maximize} />
        <Menu
          label={words.frame.menu}
          side="top"
          items={frameEntries}
          trigger={
            <Button
              variant="quiet"
              size="small"
              icon={Camera}
              disabled={!hasClip}
              aria-label={words.frame.use}
            >
              <span className={styles['wide']}>{words.frame.use}</span>
            </Button>
          }
        />
      </div>
    </div>
  )
}

const PlayButton = () => {
  const isPlaying = useTransport(({ speed }) => speed !== 0)
  // Only what it can do changes with the length.
  useTransport(({ frames }) => frames > 1)
  return <ActionIconButton action="play.toggle" icon={isPlaying ? Pause : Play} className={styles['play']} />
}

const Speed = () => {
  const speed = useTransport((transport) => transport.speed)
  if (speed === 0 || speed === 1) return null
  return <span className={styles['speed']}>{words.speed(speed)}</span>
}

const Marks = () => {
  const hasIn = useTransport(({ inFrame }) => inFrame !== null)
  const hasOut = useTransport(({ outFrame }) => outFrame !== null)
  return (
    <span className={styles['marks']}>
      <ActionIconButton action="play.in" icon={ArrowRightFromLine} aria-pressed={hasIn} />
      <ActionIconButton action="play.out" icon={ArrowLeftFromLine} aria-pressed={hasOut} />
      <ActionIconButton
        action="play.clearRange"
        icon={X}
        size="small"
        className={hasIn || hasOut ? '' : styles['absent']}
      />
    </span>
  )
}

const Loop = () => {
  const loop = useTransport((transport) => transport.loop)
  return <ActionIconButton action="play.loop" icon={Repeat} aria-pressed={loop} />
}
