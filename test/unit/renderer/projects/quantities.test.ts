import { describe, expect, it } from 'vitest'
import { folderWithin, lastName, parentOf, shortPath } from '../../../../renderer/projects/paths.ts'
import { formatAgo, formatBytes } from '../../../../renderer/projects/quantities.ts'

describe('bytes', () => {
  it('are told in the largest unit that leaves a number before it', () => {
    expect([0, 999, 1000, 37_000_000, 1_960_000_000, 9_960_000, 999_600].map(formatBytes)).toEqual([
      '0 B',
      '999 B',
      '1 kB',
      '37 MB',
      '2 GB',
      '10 MB',
      '1 MB',
    ])
    expect(formatBytes(1_940_000_000)).toBe('1.9 GB')
  })
})

describe('how long ago', () => {
  const now = Date.parse('2026-11-24T14:00:00Z')
  it('is told in words, and as a day when it is long', () => {
    expect(formatAgo('2026-11-24T13:59:30Z', now)).toBe('just now')
    expect(formatAgo('2026-11-24T13:55:00Z', now)).toBe('5 minutes ago')
    expect(formatAgo('2026-11-23T13:00:00Z', now)).toBe('yesterday')
    expect(formatAgo('2026-11-03T13:00:00Z', now)).toBe('3 weeks ago')
    expect(formatAgo('2026-02-03T13:00:00Z', now)).toBe('3 Feb 2026')
  })

  it('is never in the future, whatever the clocks say', () => {
    expect(formatAgo('2026-11-24T15:00:00Z', now)).toBe('just now')
  })
})

describe('paths', () => {
  it('are taken apart on every system', () => {
    expect([lastName('/home/sam/Films'), lastName('C:\\Films\\One')]).toEqual(['Films', 'One'])
    expect([parentOf('/home/sam/Films'), parentOf('C:\\Films\\One'), parentOf('/Films')]).toEqual([
      '/home/sam',
      'C:\\Films',
      '/',
    ])
  })

  it('get a folder of a title, without signs that no folder may have', () => {
    expect(folderWithin('/home/sam/', 'Take: 1/2?')).toBe('/home/sam/Take 1 2')
    expect(folderWithin('D:\\Films', '...')).toBe('D:\\Films\\Board')
  })

  it('keep their end when they are too long', () => {
    expect(shortPath('/home/sam/Pictures/2026/Coast', 20)).toBe('…/2026/Coast')
    expect(shortPath('/home/sam', 20)).toBe('/home/sam')
  })
})
