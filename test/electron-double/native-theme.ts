import { EventEmitter } from 'node:events'
import { ignoreGone } from './chromium.ts'
import type { Session } from './cdp.ts'
import { runtime } from './runtime.ts'

type Source = 'system' | 'light' | 'dark'

/** The theme of the system, and what the app makes of it; pages see it as `prefers-color-scheme`. */
class NativeTheme extends EventEmitter {
  #source: Source = 'system'
  #systemIsDark: boolean | undefined
  readonly #sessions: Session[] = []
  readonly shouldUseHighContrastColors = false
  readonly shouldUseInvertedColorScheme = false
  readonly prefersReducedTransparency = false

  get shouldUseDarkColors() {
    const system = this.#systemIsDark ?? runtime.setting.prefersDark
    return this.#source === 'system' ? system : this.#source === 'dark'
  }
  get themeSource() {
    return this.#source
  }
  set themeSource(source: Source) {
    this.#source = source
    this.#changed()
  }

  /** Not Electron's: the person changes the system's theme. */
  setSystemTheme(dark: boolean) {
    this.#systemIsDark = dark
    this.#changed()
  }
  /** Not Electron's: a page that shall follow the theme. */
  applyTo(session: Session) {
    this.#sessions.push(session)
    return this.#show(session)
  }

  #show(session: Session) {
    const value = this.shouldUseDarkColors ? 'dark' : 'light'
    return session
      .send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value }] })
      .catch(ignoreGone)
  }
  #changed() {
    for (const session of this.#sessions) void this.#show(session)
    this.emit('updated')
  }
}

export const nativeTheme = new NativeTheme()
