import { MousePointerClick } from 'lucide-react'
import { memo } from 'react'
import type { Shot } from '../../shared/domain/document.ts'
import { EmptyState } from '../design/kit/empty-state.tsx'
import { strings } from '../strings/en/index.ts'
import { useInspectedShots } from './inspected-shots.ts'
import styles from './inspector.module.css'
import { PromptSection } from './prompt-section.tsx'
import { ScriptSection } from './script-section.tsx'
import { SentPrompt } from './sent-prompt.tsx'
import { SettingsSection } from './settings-section.tsx'
import { ShotHead } from './shot-head.tsx'

const words = strings.inspector

/** Everything about the shot that is not in its timeline; with several selected, what they have in common. */
export const Inspector = () => {
  const shots = useInspectedShots()
  return shots.length > 0 ? (
    <About shots={shots} />
  ) : (
    <section className={styles['empty']} aria-label={words.title}>
      <EmptyState icon={MousePointerClick} title={words.none} hint={words.noneHint} />
    </section>
  )
}

/** It follows the selection, and is not rendered with what it follows. */
const About = memo(({ shots }: { readonly shots: readonly Shot[] }) => (
  <section className={styles['panel']} aria-label={words.title} data-inspector>
    <ShotHead shots={shots} />
    <div className={styles['sections']}>
      <PromptSection shots={shots} />
      <SettingsSection shots={shots} />
      <ScriptSection shots={shots} />
    </div>
    <SentPrompt shots={shots} />
  </section>
))
