/** One call that the app made of the system, in the order of the calls; its arguments as plain data. */
export interface RecordedCall {
  readonly call: string
  readonly args: readonly unknown[]
}

/** What the next call of a name gives: a value, a failure, or nothing ever. */
export type ScriptedAnswer = { readonly value: unknown } | { readonly error: string } | 'never'

const calls: RecordedCall[] = []
const answers = new Map<string, ScriptedAnswer[]>()

/** Data that can be sent to the test: what is none is named instead. */
const plain = (value: unknown, depth = 0): unknown => {
  if (typeof value === 'function') return '[function]'
  if (typeof value !== 'object' || value === null || value instanceof Date) return value
  if (value instanceof Uint8Array) return Uint8Array.from(value)
  if (depth > 8) return '[deep]'
  if (Array.isArray(value)) return value.map((item) => plain(item, depth + 1))
  if ('toRecord' in value && typeof value.toRecord === 'function') return value.toRecord() as unknown
  return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, plain(held, depth + 1)]))
}

export const record = (call: string, ...args: unknown[]): void =>
  void calls.push({ call, args: args.map((arg) => plain(arg)) })

export const recordedCalls = (call?: string): readonly RecordedCall[] =>
  call === undefined ? calls : calls.filter((made) => made.call === call)

export const script = (call: string, answer: ScriptedAnswer): void =>
  void answers.set(call, [...(answers.get(call) ?? []), answer])

/** Records the call and gives what was scripted for it, else `otherwise`. */
export const answered = async <T>(call: string, args: readonly unknown[], otherwise: T): Promise<T> => {
  record(call, ...args)
  const answer = answers.get(call)?.shift()
  if (answer === 'never') return new Promise<never>(() => {})
  if (answer && 'error' in answer) throw new Error(answer.error)
  return answer ? (answer.value as T) : otherwise
}

/** As `answered`, for calls that block the app until they are answered. */
export const answeredAtOnce = <T>(call: string, args: readonly unknown[], otherwise: T): T => {
  record(call, ...args)
  const answer = answers.get(call)?.shift()
  if (answer === 'never') throw new Error(`${call} blocks the app: it must be answered.`)
  if (answer && 'error' in answer) throw new Error(answer.error)
  return answer ? (answer.value as T) : otherwise
}

/** Methods that do nothing but leave a record. */
export const recordOnly = <Name extends string>(owner: string, ...names: readonly Name[]) =>
  Object.fromEntries(
    names.map((name) => [name, (...args: unknown[]) => record(`${owner}.${name}`, ...args)]),
  ) as Record<Name, (...args: unknown[]) => void>
