import type { CSSProperties } from 'react'
import * as RadioGroup from 'radix-ui/radio-group'
import { aspects, type Aspect } from '../../shared/domain/endpoints.ts'
import { chooseOnArrow } from '../design/kit/choose-on-arrow.ts'
import { Tooltip } from '../design/kit/tooltip.tsx'
import { strings } from '../strings/en/index.ts'
import { ratioOfAspect } from '../timeline/framing.ts'
import styles from './dialogs.module.css'

const words = strings.projects.create

/** The shape of a board, chosen from drawings of each. */
export const AspectField = ({
  value,
  onChange,
}: {
  readonly value: Aspect
  readonly onChange: (aspect: Aspect) => void
}) => (
  <RadioGroup.Root
    className={styles['shapes']}
    aria-label={words.aspect}
    orientation="horizontal"
    value={value}
    onValueChange={(next) => {
      const chosen = aspects.find((aspect) => aspect === next)
      if (chosen) onChange(chosen)
    }}
  >
    {aspects.map((aspect) => (
      <Tooltip key={aspect} text={words.aspects[aspect]}>
        <RadioGroup.Item
          className={styles['shape']}
          value={aspect}
          aria-label={`${aspect}, ${words.aspects[aspect]}`}
          onFocus={chooseOnArrow}
        >
          <span className={styles['drawing']} style={{ '--ratio': ratioOfAspect(aspect) } as CSSProperties} />
          {aspect}
        </RadioGroup.Item>
      </Tooltip>
    ))}
  </RadioGroup.Root>
)
