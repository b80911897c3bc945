import { Component, type ReactNode } from 'react'
import { TriangleAlert } from 'lucide-react'
import { Button } from '../design/kit/button.tsx'
import { EmptyState } from '../design/kit/empty-state.tsx'
import { strings } from '../strings/en/index.ts'
import styles from './boundary.module.css'
import { copyText } from './copy-text.ts'

const words = strings.app.broken

/**
 * Keeps a part that fails from taking the window with it. The board is not in its hands: what was edited is with the
 * core, and showing the part again begins from there. `whole`: it is the window itself.
 */
export class Boundary extends Component<
  { readonly whole?: boolean; readonly children: ReactNode },
  { readonly error: Error | null }
> {
  override state: { readonly error: Error | null } = { error: null }

  static getDerivedStateFromError(error: unknown) {
    return { error: error instanceof Error ? error : new Error(String(error)) }
  }

  override render() {
    const { error } = this.state
    if (!error) return this.props.children
    return (
      <div className={styles['broken']} role="alert">
        <EmptyState
          icon={TriangleAlert}
          title={this.props.whole ? words.wholeTitle : words.title}
          hint={words.hint}
          action={
            <div className={styles['buttons']}>
              <Button variant="primary" onClick={() => this.setState({ error: null })}>
                {words.again}
              </Button>
              {this.props.whole && <Button onClick={() => window.location.reload()}>{words.reload}</Button>}
              <Button variant="quiet" onClick={() => void copyText(error.stack ?? error.message)}>
                {words.copy}
              </Button>
            </div>
          }
        />
      </div>
    )
  }
}
