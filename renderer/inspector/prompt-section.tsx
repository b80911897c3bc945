import { RotateCcw } from 'lucide-react'
import type { PromptPart, Shot } from '../../shared/domain/document.ts'
import { motions } from '../../shared/domain/document.ts'
import { characterCount } from '../../shared/domain/text.ts'
import { composePrompt } from '../../shared/domain/prompt.ts'
import { Field } from '../design/kit/field.tsx'
import { IconButton } from '../design/kit/icon-button.tsx'
import { Select } from '../design/kit/select.tsx'
import { board, useBoard } from '../state/board.ts'
import { strings } from '../strings/en/index.ts'
import { commonOf, valueOr } from './common.ts'
import { useIsReadOnly } from './inspected-shots.ts'
import { PresetPicker } from './preset-picker.tsx'
import { Section } from './section.tsx'
import { negativeDefaultOf } from './settings-of.ts'
import { editShots } from './shot-edits.ts'
import { ShotText } from './shot-text.tsx'

const words = strings.inspector

/** Everything that the prompt is made of. */
export const PromptSection = ({ shots }: { readonly shots: readonly Shot[] }) => {
  const [first] = shots
  if (!first) return null
  const advice =
    words.advice[
      valueOr(
        commonOf(shots, ({ mode }) => mode),
        'text',
      )
    ]
  const summary = words.summary.prompt(
    shots.length === 1 ? characterCount(composePrompt(board().document, first)) : 0,
  )
  return (
    <Section name="prompt" summary={shots.length === 1 ? summary : ''}>
      <ShotText
        shots={shots}
        label={words.description}
        rows={2}
        stack
        name="description"
        input="prompt"
        placeholder={advice.description}
        read={({ prompt }) => prompt}
        write={(prompt) => ({ prompt })}
        step={words.steps.description}
      />
      <Part shots={shots} part="subject" advice={advice.subject} />
      <Part shots={shots} part="scene" advice={advice.scene} />
      <Part shots={shots} part="action" advice={advice.action} />
      <LookPart shots={shots} part="camera" advice={advice.camera} />
      <LookPart shots={shots} part="style" advice={advice.style} />
      <Motion shots={shots} />
      <Part shots={shots} part="constraints" advice={advice.constraints} />
      <Negative shots={shots} />
    </Section>
  )
}

const Part = ({
  shots,
  part,
  advice,
}: {
  readonly shots: readonly Shot[]
  readonly part: PromptPart
  readonly advice: string
}) => (
  <ShotText
    shots={shots}
    label={words.parts[part]}
    placeholder={advice}
    read={({ promptParts }) => promptParts[part]}
    write={(text) => ({ promptParts: { [part]: text } })}
    step={words.steps.part(part)}
  />
)

/** Camera and style: with presets to choose from, and the board's words in their place where they are empty. */
const LookPart = ({
  shots,
  part,
  advice,
}: {
  readonly shots: readonly Shot[]
  readonly part: 'camera' | 'style'
  readonly advice: string
}) => {
  const isReadOnly = useIsReadOnly()
  const ofBoard = useBoard(({ document }) => document.template[part].trim())
  const text = valueOr(
    commonOf(shots, ({ promptParts }) => promptParts[part]),
    '',
  )
  const write = (next: string) => editShots(shots, { promptParts: { [part]: next } }, words.steps.part(part))
  return (
    <ShotText
      shots={shots}
      label={words.parts[part]}
      name={part}
      placeholder={ofBoard === '' ? advice : words.boardLook(ofBoard)}
      read={({ promptParts }) => promptParts[part]}
      write={(next) => ({ promptParts: { [part]: next } })}
      step={words.steps.part(part)}
      end={
        isReadOnly ? undefined : (
          <PresetPicker kind={part === 'camera' ? 'cameras' : 'styles'} text={text} onChange={write} />
        )
      }
    />
  )
}

const Motion = ({ shots }: { readonly shots: readonly Shot[] }) => {
  const isReadOnly = useIsReadOnly()
  const motion = commonOf(shots, (shot) => shot.motion)
  return (
    <Field label={words.motion}>
      <Select
        disabled={isReadOnly}
        value={motion.isMixed ? null : (motion.value ?? 'none')}
        placeholder={words.mixed}
        title={words.motionHint}
        options={[
          { value: 'none', label: words.motionNone },
          ...motions.map((value) => ({ value, label: words.motions[value] })),
        ]}
        onChange={(value) =>
          editShots(shots, { motion: value === 'none' ? null : value }, words.steps.motion)
        }
      />
    </Field>
  )
}

const Negative = ({ shots }: { readonly shots: readonly Shot[] }) => {
  const isReadOnly = useIsReadOnly()
  const common = commonOf(shots, ({ negativePrompt }) => negativePrompt)
  const ofEndpoint = valueOr(commonOf(shots, negativeDefaultOf), null)
  const isOff = !common.isMixed && common.value === '' && ofEndpoint !== null && ofEndpoint !== ''
  const isOwn = common.isMixed || common.value !== null
  return (
    <ShotText
      shots={shots}
      label={words.negative}
      placeholder={words.negativeDefault(isOff ? '' : ofEndpoint)}
      read={({ negativePrompt }) => negativePrompt ?? ''}
      write={(negativePrompt) => ({ negativePrompt })}
      step={words.steps.negative}
      input="negative_prompt"
      hint={isOff ? words.negativeOff(ofEndpoint) : undefined}
      end={
        isOwn && !isReadOnly ? (
          <IconButton
            size="small"
            icon={RotateCcw}
            label={words.negativeReset}
            onClick={() => editShots(shots, { negativePrompt: null }, words.steps.negative)}
          />
        ) : undefined
      }
    />
  )
}
