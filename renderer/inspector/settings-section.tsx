import { aspectOf, plannedSeconds } from '../../shared/domain/board.ts'
import type { Shot } from '../../shared/domain/document.ts'
import {
  aspects,
  clipSeconds,
  endpointTitles,
  ingredientsModes,
  models,
  resolutions,
  type ClipSeconds,
  type Resolution,
} from '../../shared/domain/endpoints.ts'
import { billedSeconds } from '../../shared/domain/prices.ts'
import { Field } from '../design/kit/field.tsx'
import { Segmented } from '../design/kit/segmented.tsx'
import { Select } from '../design/kit/select.tsx'
import { totalOf } from '../../shared/domain/total.ts'
import { useRejected } from '../jobs/rejection.ts'
import { shortTotal } from '../render/total.ts'
import { useApp } from '../state/app.ts'
import { useBoard } from '../state/board.ts'
import { strings } from '../strings/en/index.ts'
import { commonOf, valueOr } from './common.ts'
import { useIsReadOnly } from './inspected-shots.ts'
import { Section } from './section.tsx'
import { SeedField } from './seed-field.tsx'
import { endpointOf, modelOf, priceAfter, secondsOf, type PricedChange } from './settings-of.ts'
import { editAll, editShots, modelCommands, secondsCommands } from './shot-edits.ts'
import styles from './settings-section.module.css'

const words = strings.inspector.settings
const { setting } = strings.inspector.steps

interface Props {
  readonly shots: readonly Shot[]
}

/** What the shots are rendered with: what their endpoint takes, and nothing else. */
export const SettingsSection = ({ shots }: Props) => {
  const prices = useApp((app) => app.prices)
  const [only] = shots
  const title = valueOr(
    commonOf(shots, (shot) => endpointTitles[endpointOf(shot)]),
    null,
  )
  const resolution = valueOr(
    commonOf(shots, (shot) => shot.resolution),
    null,
  )
  return (
    <Section name="settings" summary={[title, resolution].filter(Boolean).join(' · ')}>
      <ModelField shots={shots} />
      <ResolutionField shots={shots} />
      <LengthField shots={shots} />
      {shots.every(({ mode }) => mode === 'elements') && <IngredientsField shots={shots} />}
      <AspectField shots={shots} />
      <SeedField key={only?.id} shots={shots} />
      <p className={styles['prices']}>{words.pricesOf(prices.date)}</p>
    </Section>
  )
}

/** What a final take of each of the shots would cost after a change, in the few signs of an option. */
const usePriceAfter = (shots: readonly Shot[]): ((change: PricedChange) => string) => {
  const prices = useApp((app) => app.prices)
  return (change) => shortTotal(totalOf(shots.map((shot) => priceAfter(shot, change, prices))))
}

const ModelField = ({ shots }: Props) => {
  const isReadOnly = useIsReadOnly()
  const price = usePriceAfter(shots)
  const model = commonOf(shots, modelOf)
  const hasChoice = shots.every((shot) => modelOf(shot) !== null)
  if (!hasChoice) {
    const title = commonOf(shots, (shot) => endpointTitles[endpointOf(shot)])
    return <Fixed label={words.model} text={valueOr(title, strings.inspector.mixed)} />
  }
  return (
    <Field label={words.model}>
      <Select
        disabled={isReadOnly}
        value={valueOr(model, null)}
        placeholder={strings.inspector.mixed}
        options={models.map((value) => ({
          value,
          label: `${strings.inspector.models[value]} · ${price({ model: value })}`,
        }))}
        onChange={(value) => editAll(shots, modelCommands(shots, value), setting(words.model))}
      />
    </Field>
  )
}

const ResolutionField = ({ shots }: Props) => {
  const isReadOnly = useIsReadOnly()
  const price = usePriceAfter(shots)
  const hint = useDearness(shots)
  const rejected = useRejected(shots, 'resolution')
  return (
    <Field label={words.resolution} hint={hint} error={rejected}>
      <Segmented<Resolution | ''>
        className={styles['wide']}
        label={words.resolution}
        value={valueOr(
          commonOf(shots, ({ resolution }) => resolution),
          '',
        )}
        segments={resolutions.map((value) => ({
          value,
          label: <Priced of={value} price={price({ resolution: value })} />,
          disabled: isReadOnly,
        }))}
        onChange={(value) =>
          value !== '' && editShots(shots, { resolution: value }, setting(words.resolution))
        }
      />
    </Field>
  )
}

/** Said where 1080p is chosen and costs more than twice as much; null otherwise. */
const useDearness = (shots: readonly Shot[]): string | null => {
  const prices = useApp((app) => app.prices)
  if (!shots.some(({ resolution }) => resolution === '1080p')) return null
  const sum = (resolution: Resolution) =>
    totalOf(shots.map((shot) => priceAfter(shot, { resolution }, prices)))
  const [low, high] = [sum('720p'), sum('1080p')]
  if (low.unknown + high.unknown > 0 || low.microUsd === 0 || high.microUsd <= 2 * low.microUsd) return null
  return words.dear((high.microUsd / low.microUsd).toFixed(2).replace(/\.?0+$/, ''))
}

const LengthField = ({ shots }: Props) => {
  const isReadOnly = useIsReadOnly()
  const rejected = useRejected(shots, 'duration')
  const price = usePriceAfter(shots)
  const prices = useApp((app) => app.prices)
  const [first] = shots
  if (first && shots.every(({ mode }) => mode === 'frames')) {
    const seconds = commonOf(shots, plannedSeconds)
    if (seconds.isMixed) return <Fixed label={words.length} text={strings.inspector.mixed} />
    const billed = billedSeconds(prices, endpointOf(first), seconds.value)
    const text = words.lengthOnTrack(seconds.value)
    return (
      <Fixed
        label={words.length}
        text={billed > seconds.value && seconds.value > 0 ? `${text} · ${words.billed(billed)}` : text}
      />
    )
  }
  if (shots.some(({ mode }) => mode === 'frames'))
    return <Fixed label={words.length} text={strings.inspector.mixed} />
  const seconds = commonOf(shots, secondsOf)
  return (
    <Field label={words.length} error={rejected}>
      <Segmented
        className={styles['wide']}
        label={words.length}
        value={seconds.isMixed ? '' : String(seconds.value)}
        segments={clipSeconds.map((value) => ({
          value: String(value),
          label: <Priced of={words.lengthOption(value)} price={price({ seconds: value })} />,
          disabled: isReadOnly,
        }))}
        onChange={(value) =>
          editAll(shots, secondsCommands(shots, Number(value) as ClipSeconds), setting(words.length))
        }
      />
    </Field>
  )
}

const IngredientsField = ({ shots }: Props) => {
  const isReadOnly = useIsReadOnly()
  const mode = commonOf(shots, ({ elements }) => elements.ingredientsMode)
  const rejected = useRejected(shots, 'ingredients_mode')
  return (
    <Field
      label={words.ingredients}
      hint={mode.isMixed ? undefined : words.ingredientsHint[mode.value]}
      error={rejected}
    >
      <Segmented<(typeof ingredientsModes)[number] | ''>
        className={styles['wide']}
        label={words.ingredients}
        value={valueOr(mode, '')}
        segments={ingredientsModes.map((value) => ({
          value,
          label: strings.inspector.ingredientsModes[value],
          disabled: isReadOnly,
        }))}
        onChange={(ingredientsMode) => {
          if (ingredientsMode === '') return
          editAll(
            shots,
            shots.map(({ id: shotId }) => ({ type: 'elements.edit', shotId, ingredientsMode })),
            setting(words.ingredients),
          )
        }}
      />
    </Field>
  )
}

const AspectField = ({ shots }: Props) => {
  const isReadOnly = useIsReadOnly()
  const ofBoard = useBoard(({ document }) => document.aspect)
  const shape = useBoard(({ document }) => shots.map((shot) => aspectOf(document, shot)).join(' '))
  const aspect = commonOf(shots, (shot) => shot.aspect)
  const rejected = useRejected(shots, 'aspect_ratio')
  const isFramed = shots.some(({ mode }) => mode === 'frames' || mode === 'image')
  return (
    <Field label={words.aspect} error={rejected}>
      <Select
        disabled={isReadOnly}
        value={aspect.isMixed ? null : (aspect.value ?? 'board')}
        placeholder={strings.inspector.mixed}
        title={isFramed ? `${shape}. ${words.aspectFramed}` : undefined}
        options={[
          { value: 'board', label: words.aspectBoard(ofBoard) },
          ...aspects.map((value) => ({ value, label: value })),
        ]}
        onChange={(value) =>
          editShots(shots, { aspect: value === 'board' ? null : value }, setting(words.aspect))
        }
      />
    </Field>
  )
}

const Priced = ({ of, price }: { readonly of: string; readonly price: string }) => (
  <>
    {of} <span className={styles['price']}>{price}</span>
  </>
)

const Fixed = ({ label, text }: { readonly label: string; readonly text: string }) => (
  <div className={styles['fixed']}>
    <span className={styles['name']}>{label}</span>
    <span>{text}</span>
  </div>
)
