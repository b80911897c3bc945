import { Copy, Lock, LockOpen, Shuffle } from 'lucide-react'
import { chosenTake } from '../../shared/domain/board.ts'
import type { Shot } from '../../shared/domain/document.ts'
import { seedMax } from '../../shared/domain/endpoints.ts'
import { copyText } from '../app/copy-text.ts'
import { Field } from '../design/kit/field.tsx'
import { IconButton } from '../design/kit/icon-button.tsx'
import { NumberField } from '../design/kit/number-field.tsx'
import { useRejected } from '../jobs/rejection.ts'
import { board, seal } from '../state/board.ts'
import { takesOfShot } from '../state/board-order.ts'
import { strings } from '../strings/en/index.ts'
import { commonOf } from './common.ts'
import { useIsReadOnly } from './inspected-shots.ts'
import { drawSeed } from './draw-seed.ts'
import { editShots } from './shot-edits.ts'
import styles from './settings-section.module.css'

const words = strings.inspector.settings

/** The seed: one that is kept, or a new one for each take. */
export const SeedField = ({ shots }: { readonly shots: readonly Shot[] }) => {
  const isReadOnly = useIsReadOnly()
  const rejected = useRejected(shots, 'seed')
  const common = commonOf(shots, (shot) => shot.seed)
  const seed = common.isMixed ? null : common.value
  const isKept = shots.every((shot) => shot.seed !== null)
  const set = (next: number | null) => {
    editShots(shots, { seed: next }, strings.inspector.steps.setting(words.seed))
    seal()
  }
  return (
    <Field label={words.seed} error={rejected}>
      <div className={styles['seed']}>
        <div>
          <NumberField
            value={seed}
            min={0}
            max={seedMax}
            disabled={isReadOnly}
            empty={{
              words: common.isMixed ? strings.inspector.mixed : words.seedRandom,
              onClear: () => set(null),
            }}
            onChange={(next) => editShots(shots, { seed: next }, strings.inspector.steps.setting(words.seed))}
            onDone={seal}
          />
        </div>
        <IconButton
          size="small"
          icon={isKept ? Lock : LockOpen}
          label={isKept ? words.seedUnlock : words.seedLock}
          pressed={isKept}
          disabled={isReadOnly}
          onClick={() => set(isKept ? null : (seedOfTake(shots) ?? drawSeed()))}
        />
        <IconButton
          size="small"
          icon={Shuffle}
          label={words.seedShuffle}
          disabled={isReadOnly}
          onClick={() => set(drawSeed())}
        />
        <IconButton
          size="small"
          icon={Copy}
          label={words.seedCopy}
          disabled={seed === null}
          onClick={() => void copyText(String(seed), words.seedCopied)}
        />
      </div>
    </Field>
  )
}

/** To keep a seed is to keep the one of the take that stands for the shot. */
const seedOfTake = (shots: readonly Shot[]): number | null => {
  const [only, ...others] = shots
  if (!only || others.length > 0) return null
  const { document } = board()
  return chosenTake(document, only, takesOfShot(document, only.id))?.seed ?? null
}
