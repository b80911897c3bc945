import type { EngineId, Quality } from '../../shared/domain/document.ts'
import type { ShotId } from '../../shared/domain/ids.ts'
import { Button } from '../design/kit/button.tsx'
import { edit } from '../state/board.ts'
import { strings } from '../strings/en/index.ts'
import { alternativesTo, type Alternative, type AlternativeFacts } from '../../shared/domain/alternatives.ts'
import styles from './render-dialog.module.css'
import { totalWords } from './total.ts'

const words = strings.render.dialog

/** What would cost less, each at its exact price. Choosing one changes what is asked; nothing is ordered by it. */
export const Alternatives = ({
  facts,
  onQuality,
  onEngine,
  onOnly,
}: {
  readonly facts: AlternativeFacts
  readonly onQuality: (quality: Quality) => void
  readonly onEngine: (engine: EngineId) => void
  readonly onOnly: (shotIds: readonly ShotId[]) => void
}) => {
  const alternatives = alternativesTo(facts)
  if (alternatives.length === 0) return null
  const choose = (alternative: Alternative) => {
    switch (alternative.kind) {
      case 'draft':
        return onQuality('draft')
      case 'rehearsal':
        return onEngine('rehearsal')
      case 'fewer':
        return onOnly(alternative.shotIds)
      case '720p':
      case 'turbo':
      case 'shorter':
        edit(alternative.commands, words.steps[alternative.kind])
    }
  }
  return (
    <div className={styles['alternatives']} role="group" aria-label={words.alternatives}>
      <span className={styles['label']}>{words.alternatives}</span>
      {alternatives.map((alternative) => (
        <Button
          key={alternative.kind}
          size="small"
          hint={words.alternativeHint[alternative.kind]}
          onClick={() => choose(alternative)}
        >
          {alternative.kind === 'fewer'
            ? words.alternative.fewer(alternative.shotIds.length)
            : words.alternative[alternative.kind]}{' '}
          <span className={styles['amount']}>{totalWords(alternative.total)}</span>
        </Button>
      ))}
    </div>
  )
}
