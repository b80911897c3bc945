import { Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button } from '../design/kit/button.tsx'
import { Dialog } from '../design/kit/dialog.tsx'
import { Spinner } from '../design/kit/spinner.tsx'
import { ask } from '../state/ask.ts'
import { setSession } from '../state/session.ts'
import { strings } from '../strings/en/index.ts'
import { copyText } from './copy-text.ts'
import styles from './diagnostics-dialog.module.css'

const words = strings.app.diagnostics

const close = () => setSession({ dialog: null })

/** What a maintainer needs to know, to be read by the user before it leaves the window. */
export const DiagnosticsDialog = () => {
  const [text, setText] = useState<string | null>(null)
  useEffect(() => {
    const read = async () => {
      const answer = await ask('app.diagnostics', {})
      if (answer.ok) setText(answer.value.text)
      else close()
    }
    void read()
  }, [])
  return (
    <Dialog
      open
      onClose={close}
      title={words.title}
      description={words.hint}
      width="large"
      footer={
        <>
          <Button variant="quiet" onClick={close}>
            {strings.app.close}
          </Button>
          <Button
            variant="primary"
            icon={Copy}
            busy={text === null}
            onClick={() => {
              if (text !== null) void copyText(text, words.copied, words.refused)
            }}
          >
            {words.copy}
          </Button>
        </>
      }
    >
      <pre className={styles['text']} tabIndex={0} role="region" aria-label={words.title} data-selectable>
        {text ?? <Spinner label={words.reading} />}
      </pre>
    </Dialog>
  )
}
