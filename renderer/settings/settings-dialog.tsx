import * as Tabs from 'radix-ui/tabs'
import { Dialog } from '../design/kit/dialog.tsx'
import { KeyPage } from '../keys/key-page.tsx'
import { setSession, type SettingsPage } from '../state/session.ts'
import { strings } from '../strings/en/index.ts'
import { BudgetPage } from './budget-page.tsx'
import { GeneralPage } from './general-page.tsx'
import { LimitsPage } from './limits-page.tsx'
import { RenderingPage } from './rendering-page.tsx'
import styles from './settings.module.css'
import { ShortcutsPage } from './shortcuts-page.tsx'
import { TemplatePage } from './template-page.tsx'

const words = strings.settings
const pages: readonly SettingsPage[] = [
  'general',
  'key',
  'rendering',
  'limits',
  'spending',
  'shortcuts',
  'template',
]

/** The settings. What is changed holds at once; there is nothing to confirm. */
export const SettingsDialog = ({ page }: { readonly page: SettingsPage }) => (
  <Dialog
    open
    onClose={() => setSession({ dialog: null })}
    title={words.title}
    width="large"
    className={styles['dialog']}
  >
    <Tabs.Root
      className={styles['settings']}
      orientation="vertical"
      value={page}
      onValueChange={(next) => {
        const chosen = pages.find((known) => known === next)
        if (chosen) setSession({ dialog: { kind: 'settings', page: chosen } })
      }}
    >
      <Tabs.List className={styles['pages']} aria-label={words.pagesLabel}>
        {pages.map((each) => (
          <Tabs.Trigger key={each} value={each} className={styles['tab']}>
            {words.pages[each]}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      {pages.map((each) => (
        <Tabs.Content key={each} value={each} className={styles['page']}>
          <Page page={each} />
        </Tabs.Content>
      ))}
    </Tabs.Root>
  </Dialog>
)

const Page = ({ page }: { readonly page: SettingsPage }) => {
  switch (page) {
    case 'general':
      return <GeneralPage />
    case 'key':
      return <KeyPage />
    case 'rendering':
      return <RenderingPage />
    case 'limits':
      return <LimitsPage />
    case 'spending':
      return <BudgetPage />
    case 'shortcuts':
      return <ShortcutsPage />
    case 'template':
      return <TemplatePage />
  }
}
