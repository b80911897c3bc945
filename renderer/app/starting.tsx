import { Unplug } from 'lucide-react'
import type { Failure } from '../../shared/errors.ts'
import { Button } from '../design/kit/button.tsx'
import { EmptyState } from '../design/kit/empty-state.tsx'
import { Spinner } from '../design/kit/spinner.tsx'
import { strings } from '../strings/en/index.ts'
import styles from './starting.module.css'

/** The page until the core has answered. */
export const Starting = () => (
  <div className={styles['starting']}>
    <Spinner label={strings.app.starting} />
  </div>
)

/** The page where the core did not answer, or could not start. */
export const StartFailed = ({ failure }: { readonly failure: Failure }) => (
  <main className={styles['starting']}>
    <EmptyState
      icon={Unplug}
      title={strings.app.startFailed}
      hint={strings.errors.describe(failure).text}
      action={
        <Button variant="primary" onClick={() => window.location.reload()}>
          {strings.app.tryAgain}
        </Button>
      }
    />
  </main>
)
