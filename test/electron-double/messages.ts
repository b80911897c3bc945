/**
 * A pipe from the test, held open by the app's process and by Chromium: its end tells the test that both have gone.
 */
export const lifeline = 4

/** The test's question to the app's process: a control's name and its arguments. */
export interface Question {
  readonly id: number
  readonly name: string
  readonly args: readonly unknown[]
}

/** What the app's process says to the test. */
export type Report =
  | { readonly kind: 'ready'; readonly endpoint: string }
  | { readonly kind: 'failed'; readonly error: string }
  | { readonly kind: 'answer'; readonly id: number; readonly value?: unknown; readonly error?: string }
