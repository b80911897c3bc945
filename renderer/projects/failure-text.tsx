import type { Failure } from '../../shared/errors.ts'
import { Button } from '../design/kit/button.tsx'
import { strings } from '../strings/en/index.ts'
import styles from './dialogs.module.css'

/** What failed, where it was asked for. */
export const FailureText = ({ failure }: { readonly failure: Failure | null }) => {
  if (!failure) return null
  const { text, detail } = strings.errors.describe(failure)
  return (
    <div className={styles['failure']} role="alert">
      <p data-selectable>{text}</p>
      {detail !== undefined && (
        <Button size="small" variant="quiet" onClick={() => void navigator.clipboard.writeText(detail)}>
          {strings.projects.copyDetail}
        </Button>
      )}
    </div>
  )
}
