import { Plus, SlidersHorizontal, X } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { hasPreset, withoutPreset, withPreset, type PresetKind } from '../../shared/domain/presets.ts'
import { Button } from '../design/kit/button.tsx'
import { IconButton } from '../design/kit/icon-button.tsx'
import { Popover } from '../design/kit/popover.tsx'
import { TextField } from '../design/kit/text-field.tsx'
import { changeSettings } from '../settings/change-settings.ts'
import { useApp } from '../state/app.ts'
import { seal } from '../state/board.ts'
import { strings } from '../strings/en/index.ts'
import styles from './preset-picker.module.css'
import { foundPresets, ownPresetLimits, shippedPresets } from './presets.ts'

const words = strings.inspector.presets

/** Camera moves or styles to put into a part of the prompt, or to take out of it again. */
export const PresetPicker = ({
  kind,
  text,
  onChange,
}: {
  readonly kind: PresetKind
  readonly text: string
  readonly onChange: (text: string) => void
}) => (
  <Popover
    label={words.open[kind]}
    side="left"
    align="start"
    className={styles['popover']}
    trigger={
      <IconButton size="small" icon={SlidersHorizontal} label={words.open[kind]} data-presets={kind} />
    }
    onOpenChange={(open) => !open && seal()}
  >
    <Choices kind={kind} text={text} onChange={onChange} />
  </Popover>
)

const Choices = ({
  kind,
  text,
  onChange,
}: {
  readonly kind: PresetKind
  readonly text: string
  readonly onChange: (text: string) => void
}) => {
  const [wanted, setWanted] = useState('')
  const own = useApp(({ settings }) => settings.presets[kind])
  const groups = foundPresets(shippedPresets[kind], wanted)
  const foundOwn = own.filter((preset) => preset.toLowerCase().includes(wanted.trim().toLowerCase()))
  const toggle = (preset: string) =>
    onChange(hasPreset(text, preset) ? withoutPreset(text, preset) : withPreset(text, preset))
  return (
    <div className={styles['choices']}>
      <TextField
        type="search"
        aria-label={words.find[kind]}
        placeholder={words.find[kind]}
        value={wanted}
        onChange={setWanted}
      />
      <div className={styles['groups']}>
        {groups.map(({ group, presets }) => (
          <Group key={group} name={group}>
            {presets.map((preset) => (
              <li key={preset.name}>
                <Chip
                  label={preset.name}
                  title={preset.words}
                  pressed={hasPreset(text, preset.words)}
                  onPress={() => toggle(preset.words)}
                />
              </li>
            ))}
          </Group>
        ))}
        {groups.length === 0 && foundOwn.length === 0 && <p className={styles['none']}>{words.nothing}</p>}
        <Group name={words.own}>
          {foundOwn.map((preset) => (
            <li key={preset} className={styles['own']}>
              <Chip
                label={preset}
                title={preset}
                pressed={hasPreset(text, preset)}
                onPress={() => toggle(preset)}
              />
              <IconButton
                size="small"
                icon={X}
                label={words.forget(preset)}
                onClick={() =>
                  void changeSettings({ presets: { [kind]: own.filter((one) => one !== preset) } })
                }
              />
            </li>
          ))}
          {own.length === 0 && <li className={styles['none']}>{words.ownNone}</li>}
        </Group>
      </div>
      <Keep kind={kind} text={text.trim()} own={own} />
    </div>
  )
}

const Group = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <section aria-label={name}>
    <h4 className={styles['group']}>{name}</h4>
    <ul className={styles['chips']}>{children}</ul>
  </section>
)

const Chip = ({
  label,
  title,
  pressed,
  onPress,
}: {
  readonly label: string
  readonly title: string
  readonly pressed: boolean
  readonly onPress: () => void
}) => (
  <button type="button" className={styles['chip']} aria-pressed={pressed} title={title} onClick={onPress}>
    {label}
  </button>
)

/** Keeps what the part says now among one's own. */
const Keep = ({
  kind,
  text,
  own,
}: {
  readonly kind: PresetKind
  readonly text: string
  readonly own: readonly string[]
}) => {
  const { length, count } = ownPresetLimits[kind]
  const isKnown =
    own.includes(text) ||
    shippedPresets[kind].some(({ presets }) => presets.some((preset) => preset.words === text))
  if (text === '' || isKnown) return null
  const blocked = text.length > length ? words.tooLong(length) : own.length >= count ? words.full : null
  return (
    <Button
      size="small"
      icon={Plus}
      blocked={blocked}
      hint={words.keepHint(text)}
      onClick={() => void changeSettings({ presets: { [kind]: [...own, text] } })}
    >
      {words.keep}
    </Button>
  )
}
