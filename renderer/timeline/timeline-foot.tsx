import type { Shot } from '../../shared/domain/document.ts'
import {
  aspects,
  clipSeconds,
  ingredientsModes,
  models,
  type ClipSeconds,
  type IngredientsMode,
} from '../../shared/domain/endpoints.ts'
import { describeReason, reasonsAgainst } from '../../shared/domain/plan.ts'
import { requestFieldWords } from '../../shared/domain/request-fields.ts'
import { Segmented } from '../design/kit/segmented.tsx'
import { Select } from '../design/kit/select.tsx'
import { Tooltip } from '../design/kit/tooltip.tsx'
import { rejectionOf } from '../jobs/rejection.ts'
import { useJobs } from '../state/jobs.ts'
import { shallow } from '../state/select.ts'
import { useBoard } from '../state/board.ts'
import { strings } from '../strings/en/index.ts'
import styles from './timeline-foot.module.css'
import { setSettings } from './track-edits.ts'

const words = strings.timeline

/** Why the shot cannot be rendered yet, or was rejected, and the settings of its mode. */
export const TimelineFoot = ({ shot }: { readonly shot: Shot }) => (
  <div className={styles['foot']}>
    {/* A live region of its own for each shot: what another one lacks is no news of this one. */}
    <Reasons key={shot.id} shot={shot} />
    <Settings shot={shot} />
  </div>
)

const Reasons = ({ shot }: { readonly shot: Shot }) => {
  const reasons = useBoard(({ document }) => reasonsAgainst(document, shot).map(describeReason), shallow)
  const [first, ...others] = reasons
  if (first === undefined) return <Rejected shot={shot} />
  const text = [words.length.notYet(first), others.length > 0 && words.length.more(others.length)]
    .filter(Boolean)
    .join(' ')
  return (
    <Tooltip text={reasons.join(' ')} side="top">
      <span className={styles['reasons']} role="status">
        {text}
      </span>
    </Tooltip>
  )
}

/** What fal.ai found fault with in the latest attempt, where nothing else is in the way. */
const Rejected = ({ shot }: { readonly shot: Shot }) => {
  const text = useJobs((jobs) => {
    const rejection = rejectionOf(jobs.values(), shot.id)
    return rejection && words.length.rejected(requestFieldWords(rejection.field), rejection.words)
  })
  if (text === null) return <span className={styles['reasons']} />
  return (
    <Tooltip text={text} side="top">
      <span className={styles['rejected']} role="status">
        {text}
      </span>
    </Tooltip>
  )
}

const Settings = ({ shot }: { readonly shot: Shot }) => {
  const shotId = shot.id
  switch (shot.mode) {
    case 'frames':
      return null
    case 'elements':
      return (
        <>
          <Tooltip text={words.elements.ingredientsHint[shot.elements.ingredientsMode]} side="top">
            <span>
              <Ingredients
                value={shot.elements.ingredientsMode}
                onChange={(ingredientsMode) =>
                  setSettings({ type: 'elements.edit', shotId, ingredientsMode })
                }
              />
            </span>
          </Tooltip>
          <Seconds
            value={shot.elements.seconds}
            onChange={(seconds) => setSettings({ type: 'elements.edit', shotId, seconds })}
          />
        </>
      )
    case 'image':
    case 'text': {
      const type = `${shot.mode}.edit` as const
      const { model, seconds } = shot[shot.mode]
      return (
        <>
          {shot.mode === 'text' && <Shape shot={shot} />}
          <Select
            className={styles['select']}
            aria-label={words.picture.model}
            value={model}
            options={models.map((value) => ({ value, label: words.models[value] }))}
            onChange={(chosen) => setSettings({ type, shotId, model: chosen })}
          />
          <Seconds value={seconds} onChange={(chosen) => setSettings({ type, shotId, seconds: chosen })} />
        </>
      )
    }
  }
}

const Ingredients = ({
  value,
  onChange,
}: {
  readonly value: IngredientsMode
  readonly onChange: (mode: IngredientsMode) => void
}) => (
  <Segmented
    size="small"
    label={words.elements.ingredients}
    value={value}
    segments={ingredientsModes.map((mode) => ({ value: mode, label: words.ingredientsModes[mode] }))}
    onChange={onChange}
  />
)

const Seconds = ({
  value,
  onChange,
}: {
  readonly value: ClipSeconds
  readonly onChange: (seconds: ClipSeconds) => void
}) => (
  <Segmented
    size="small"
    label={words.elements.length}
    value={String(value)}
    segments={clipSeconds.map((seconds) => ({ value: String(seconds), label: words.seconds(seconds) }))}
    onChange={(text) => {
      const chosen = clipSeconds.find((seconds) => String(seconds) === text)
      if (chosen) onChange(chosen)
    }}
  />
)

const Shape = ({ shot }: { readonly shot: Shot }) => {
  const boards = useBoard(({ document }) => document.aspect)
  return (
    <Select
      className={styles['select']}
      aria-label={words.text.aspect}
      value={shot.aspect ?? 'board'}
      options={[
        { value: 'board' as const, label: words.text.boards(boards) },
        ...aspects.map((aspect) => ({ value: aspect, label: aspect })),
      ]}
      onChange={(chosen) =>
        setSettings({
          type: 'shot.edit',
          shotId: shot.id,
          fields: { aspect: chosen === 'board' ? null : chosen },
        })
      }
    />
  )
}
