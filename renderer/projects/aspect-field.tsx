import { useId, type CSSProperties } from 'react'
import { aspects, type Aspect } from '../../shared/domain/endpoints.ts'
import { Radio } from '../design/kit/radio.tsx'
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
}) => {
  const name = useId()
  return (
    <div className={styles['shapes']} role="radiogroup" aria-label={words.aspect}>
      {aspects.map((aspect) => (
        <label key={aspect} className={styles['shape']}>
          <Tooltip text={words.aspects[aspect]} isName>
            <Radio
              name={name}
              value={aspect}
              checked={aspect === value}
              aria-label={`${aspect}, ${words.aspects[aspect]}`}
              onChange={() => onChange(aspect)}
            />
          </Tooltip>
          <span className={styles['drawing']} style={{ '--ratio': ratioOfAspect(aspect) } as CSSProperties} />
          {aspect}
        </label>
      ))}
    </div>
  )
}
