import { describe, expect, test } from 'vitest'
import { answerRequest, type Vault } from '../../../../../electron/core/secrets/answer-request.ts'

/** A keychain in memory, whose calls can be replaced. */
const vaultWith = (changes: Partial<Vault> = {}) => {
  const entries = new Map<string, string>()
  const vault: Vault = {
    getPassword: (service, account) => Promise.resolve(entries.get(`${service}/${account}`) ?? null),
    setPassword: (service, account, secret) => {
      entries.set(`${service}/${account}`, secret)
      return Promise.resolve()
    },
    deletePassword: (service, account) => Promise.resolve(entries.delete(`${service}/${account}`)),
    ...changes,
  }
  return { vault, entries }
}
const refusing = (words: string) => () => Promise.reject(new Error(words))
const account = 'production'

describe('the keychain’s process', () => {
  test('stores, reads and removes one entry', async () => {
    const { vault, entries } = vaultWith()
    const stored = await answerRequest({ kind: 'store', account, secret: 'the secret' }, vault)
    expect(stored).toEqual({ kind: 'secret', secret: 'the secret' })
    expect([...entries]).toEqual([['Boardwright/production', 'the secret']])
    expect(await answerRequest({ kind: 'read', account, probes: true }, vault)).toEqual(stored)
    expect(await answerRequest({ kind: 'forget', account, probes: true }, vault)).toEqual({
      kind: 'nothing',
      seenOpen: false,
    })
    expect(entries.size).toBe(0)
  })

  test('leaves nothing behind when it has tried whether the keychain is open', async () => {
    const { vault, entries } = vaultWith()
    expect(await answerRequest({ kind: 'read', account, probes: true }, vault)).toEqual({
      kind: 'nothing',
      seenOpen: true,
    })
    expect(entries.size).toBe(0)
  })

  test('tries nothing where it was not asked to', async () => {
    const { vault } = vaultWith({ setPassword: refusing('must not be called') })
    expect(await answerRequest({ kind: 'read', account, probes: false }, vault)).toEqual({
      kind: 'nothing',
      seenOpen: false,
    })
  })

  test('says that a key is still there when it could not be removed', async () => {
    const { vault } = vaultWith({ deletePassword: () => Promise.resolve(false) })
    await answerRequest({ kind: 'store', account, secret: 'the secret' }, vault)
    expect(await answerRequest({ kind: 'forget', account, probes: false }, vault)).toEqual({
      kind: 'secret',
      secret: 'the secret',
    })
  })

  test.each([
    ['Cannot create an item in a locked collection', 'locked'],
    ['Object does not exist at path “/org/freedesktop/secrets/collection/login”', 'locked'],
    ['No such secret collection at path: /', 'locked'],
    ['User interaction is not allowed.', 'locked'],
    ['The user name or passphrase you entered is not correct.', 'locked'],
    ['User canceled the operation.', 'locked'],
    ['Cannot autolaunch D-Bus without X11 $DISPLAY', 'no-service'],
    ['The name org.freedesktop.secrets was not provided by any .service files', 'no-service'],
    ['A default keychain could not be found.', 'no-service'],
  ])('takes “%s” for %s', async (words, why) => {
    const { vault } = vaultWith({ setPassword: refusing(words), getPassword: refusing(words) })
    const refused = { kind: 'refused', why, detail: words }
    expect(await answerRequest({ kind: 'store', account, secret: 'the secret' }, vault)).toEqual(refused)
    expect(await answerRequest({ kind: 'read', account, probes: false }, vault)).toEqual(refused)
  })
})
