import { EventEmitter } from 'node:events'
import { record } from './recorder.ts'

const shown: Notification[] = []

export class Notification extends EventEmitter {
  static isSupported = () => true
  /** Not Electron's: in the order of being shown. */
  static shown = shown
  readonly title: string
  readonly body: string

  constructor({ title = '', body = '' }: { title?: string; body?: string } = {}) {
    super()
    this.title = title
    this.body = body
  }
  show() {
    record('notification.show', { title: this.title, body: this.body })
    shown.push(this)
    this.emit('show', {})
  }
  close() {
    this.emit('close', {})
  }
}
