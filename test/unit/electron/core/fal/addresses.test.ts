import { describe, expect, test } from 'vitest'
import { createAddressPolicy } from '../../../../../electron/core/fal/addresses.ts'

describe('the key may go to', () => {
  test.each([
    ['https://queue.fal.run/fal-ai/pika/v2.2/pikaframes', true],
    ['https://rest.fal.ai/storage/upload/initiate', true],
    ['https://api.fal.ai/v1/models/pricing', true],
    ['https://queue.fal.run:443/x', true],
    ['https://QUEUE.FAL.RUN/x', true],
    ['http://queue.fal.run/x', false],
    ['https://queue.fal.run:8443/x', false],
    ['https://evilfal.run/x', false],
    ['https://queue.fal.run.evil.com/x', false],
    ['https://queue.fal.run./x', false],
    ['https://fal.run/x', false],
    ['https://other.fal.run/x', false],
    ['https://user@queue.fal.run/x', false],
    ['https://:word@queue.fal.run/x', false],
    ['https://queue.fal.run@evil.com/x', false],
    ['https://queue.fal.run%2eevil.com/x', false],
    ['https://queue.fаl.run/x', false],
    ['https://v3.fal.media/x', false],
    ['wss://queue.fal.run/x', false],
    ['ftp://queue.fal.run/x', false],
    ['file:///etc/passwd', false],
    ['data:text/plain,x', false],
  ])('%s: %s', (address, allowed) => {
    expect(createAddressPolicy(null).allowsApi(new URL(address))).toBe(allowed)
    expect(createAddressPolicy('https://studio.example/fal').allowsApi(new URL(address))).toBe(allowed)
  })
})

describe('files may come from and go to', () => {
  const addresses: readonly (readonly [string, boolean])[] = [
    ['https://fal.media/a.mp4', true],
    ['https://v3.fal.media/files/a/b.mp4', true],
    ['https://v3b.eu.fal.media/a.mp4', true],
    ['https://storage.googleapis.com/falserverless/a.mp4', true],
    ['https://storage.googleapis.com/falserverless-evil/a.mp4', false],
    ['https://storage.googleapis.com/other/a.mp4', false],
    ['https://storage.googleapis.com/falserverless/../other/a.mp4', false],
    ['https://storage.googleapis.com/falserverless/%2e%2e/other/a.mp4', false],
    ['http://v3.fal.media/a.mp4', false],
    ['https://v3.fal.media:8443/a.mp4', false],
    ['https://evilfal.media/a.mp4', false],
    ['https://fal.media.evil.com/a.mp4', false],
    ['https://fal.media@evil.com/a.mp4', false],
    ['https://user:word@v3.fal.media/a.mp4', false],
    ['https://queue.fal.run/a.mp4', false],
    ['https://127.0.0.1/a.mp4', false],
    ['http://localhost/a.mp4', false],
    ['file:///etc/passwd', false],
  ]

  test.each(addresses)('%s: %s', (address, allowed) => {
    expect(createAddressPolicy(null).allowsMedia(new URL(address))).toBe(allowed)
    expect(createAddressPolicy('https://studio.example/fal').allowsMedia(new URL(address))).toBe(allowed)
  })
})

describe('a studio proxy', () => {
  test.each([
    'https://studio.example/fal',
    'https://studio.example:8443/fal',
    'http://127.0.0.1:3000/fal',
    'http://127.8.9.1/fal',
    'http://localhost:3000/fal',
    'http://[::1]:3000/fal',
  ])('may stand at %s', (address) => {
    expect(createAddressPolicy(address).proxyUrl?.href).toBe(address)
  })

  test.each([
    'http://studio.example/fal',
    'http://127.0.0.1.evil.com/fal',
    'http://localhost.evil.com/fal',
    'http://10.0.0.1/fal',
    'http://[::2]/fal',
    'http://0.0.0.0/fal',
    'ws://localhost/fal',
    'ftp://studio.example/fal',
    'file:///fal',
    'studio.example',
    '',
  ])('may not stand at %j, where the key would travel in the open', (address) => {
    expect(() => createAddressPolicy(address)).toThrow(TypeError)
  })

  test('may serve files itself, from its own origin alone', () => {
    const { allowsMedia } = createAddressPolicy('http://127.0.0.1:3000/fal')
    const judged = [
      'http://127.0.0.1:3000/clips/a.mp4',
      'http://127.0.0.1:3001/clips/a.mp4',
      'https://127.0.0.1:3000/clips/a.mp4',
      'http://localhost:3000/clips/a.mp4',
      'http://user@127.0.0.1:3000/clips/a.mp4',
    ].map((address) => allowsMedia(new URL(address)))
    expect(judged).toEqual([true, false, false, false, false])
  })

  test('is none where none is set', () => {
    expect(createAddressPolicy(null).proxyUrl).toBeNull()
  })
})
