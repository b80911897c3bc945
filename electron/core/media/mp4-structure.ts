import type { FileHandle } from 'node:fs/promises'

/**
 * A look at the skeleton of an MP4 file before any library parses it: a parser believes what the tables say, and one
 * entry of eight bytes may claim four thousand million samples. Source: ISO/IEC 14496-12.
 */

/** Largest description of a film (`moov` and `moof` boxes together) that is read: 32 MiB. A 25 s clip has some 20 KiB. */
const maxDescriptionBytes = 32 * 1024 * 1024
/** Most samples that one table may speak of: days of film. */
const maxSamples = 1_000_000
/** Most boxes looked at, and how deep they may nest. */
const maxBoxes = 100_000
const maxDepth = 12

/** Boxes that hold boxes, on the way to the tables. */
const containers = new Set(['moov', 'trak', 'mdia', 'minf', 'stbl', 'moof', 'traf', 'edts', 'mvex'])

/** What is wrong with a file, or `sound`. */
export type Mp4Verdict = 'sound' | 'not-mp4' | 'no-moov' | 'truncated' | 'absurd'

interface Box {
  readonly type: string
  /** Offset of the content, and of the byte after the box. */
  readonly start: number
  readonly end: number
}

/**
 * Walks the boxes of a file. Reads at most `maxDescriptionBytes` and one header per box, whatever the file says.
 * @param bytes size of the file. @throws the system's error.
 */
export const checkMp4Structure = async (handle: FileHandle, bytes: number): Promise<Mp4Verdict> => {
  const header = Buffer.alloc(16)
  let at = 0
  let descriptionBytes = 0
  let hasMoov = false
  for (let count = 0; at < bytes; count += 1) {
    if (count >= maxBoxes) return 'absurd'
    const { bytesRead } = await handle.read(header, 0, 16, at)
    const box = readHeader(header.subarray(0, bytesRead), 0, bytes - at)
    if (count === 0 && box?.type !== 'ftyp') return 'not-mp4'
    if (!box || at + box.end > bytes) return 'truncated'
    if (box.type === 'moov' || box.type === 'moof') {
      hasMoov ||= box.type === 'moov'
      descriptionBytes += box.end
      if (descriptionBytes > maxDescriptionBytes) return 'absurd'
      const content = Buffer.alloc(box.end - box.start)
      await handle.read(content, 0, content.length, at + box.start)
      if (!tablesAreSane(content)) return 'absurd'
    }
    at += box.end
  }
  return hasMoov ? 'sound' : 'no-moov'
}

/**
 * The header of a box, offsets relative to `data`; undefined where it is cut short or contradicts itself.
 * @param rest bytes until the end of the enclosing box or file, for a box that reaches to it (size 0).
 */
const readHeader = (data: Buffer, at: number, rest: number): Box | undefined => {
  if (data.length - at < 8) return undefined
  const type = data.toString('latin1', at + 4, at + 8)
  let size = data.readUInt32BE(at)
  let headerBytes = 8
  if (size === 1) {
    if (data.length - at < 16) return undefined
    size = Number(data.readBigUInt64BE(at + 8))
    headerBytes = 16
  } else if (size === 0) {
    size = rest
  }
  return size < headerBytes ? undefined : { type, start: at + headerBytes, end: at + size }
}

/** True where no table inside claims more samples than there can be. Goes through the boxes without recursion. */
const tablesAreSane = (description: Buffer): boolean => {
  const open = [{ at: 0, end: description.length, depth: 0 }]
  let count = 0
  for (let level = open.pop(); level; level = open.pop()) {
    let { at } = level
    while (at + 8 <= level.end) {
      count += 1
      const box = readHeader(description.subarray(0, level.end), at, level.end - at)
      if (!box || box.end > level.end || count > maxBoxes) return false
      if (containers.has(box.type)) {
        if (level.depth >= maxDepth) return false
        open.push({ at: box.start, end: box.end, depth: level.depth + 1 })
      } else if (samplesClaimed(box.type, description.subarray(box.start, box.end)) > maxSamples) {
        return false
      }
      at = box.end
    }
  }
  return true
}

/** How many samples a table speaks of; `Infinity` where it is shorter than it says, 0 for boxes that are no table. */
const samplesClaimed = (type: string, content: Buffer): number => {
  switch (type) {
    case 'stts':
    case 'ctts':
      return sumOfEntries(content, 8, 0)
    case 'stsc':
      return sumOfEntries(content, 12, 4)
    case 'stsz':
      return content.length < 12 ? Infinity : content.readUInt32BE(8)
    case 'trun':
      return content.length < 8 ? Infinity : content.readUInt32BE(4)
    default:
      return 0
  }
}

/** Sums one 32-bit field over a table's entries: their number at byte 4, the first entry at byte 8. */
const sumOfEntries = (content: Buffer, entryBytes: number, field: number): number => {
  if (content.length < 8) return Infinity
  const entries = content.readUInt32BE(4)
  if (8 + entries * entryBytes > content.length) return Infinity
  let sum = 0
  for (let entry = 0; entry < entries; entry += 1) sum += content.readUInt32BE(8 + entry * entryBytes + field)
  return sum
}
