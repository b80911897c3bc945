import { Volume2, VolumeX } from 'lucide-react'
import { ActionIconButton } from '../design/kit/action-button.tsx'
import { IconButton } from '../design/kit/icon-button.tsx'
import { Popover } from '../design/kit/popover.tsx'
import { Slider } from '../design/kit/slider.tsx'
import { strings } from '../strings/en/index.ts'
import { setLook, useLook } from './transport-store.ts'
import styles from './transport-bar.module.css'

const words = strings.viewer

/** How loud clips are. */
export const Volume = () => {
  const volume = useLook((look) => look.volume)
  const muted = useLook((look) => look.muted)
  const icon = muted || volume === 0 ? VolumeX : Volume2
  return (
    <Popover
      side="top"
      align="center"
      label={words.volume}
      trigger={<IconButton icon={icon} label={muted ? words.muted : words.volume} />}
    >
      <div className={styles['volume']}>
        <ActionIconButton action="play.mute" icon={icon} />
        <Slider
          label={words.volume}
          min={0}
          max={100}
          step={5}
          value={muted ? 0 : Math.round(volume * 100)}
          valueText={words.volumeValue(Math.round(volume * 100))}
          onChange={(percent) => setLook({ volume: percent / 100, muted: percent === 0 })}
        />
      </div>
    </Popover>
  )
}
