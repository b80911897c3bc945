import type { AssetFormat } from '../../../shared/domain/document.ts'

/** What the first bytes of a file say it is. Names of files are never asked: they lie too often. */
export type SniffedKind = AssetFormat | 'svg' | 'heic' | 'video' | 'unknown'

/** Bytes from the start of a file that `sniffImage` wants to see; fewer are fine where the file is shorter. */
export const sniffBytes = 4096

const heicBrands = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1'])

/**
 * The kind of file by its first bytes.
 * Sources: PNG §5.2, JPEG B.1.1.3, GIF89a §17, TIFF 6.0 §2, BigTIFF, RFC 9649 (WebP), ISO/IEC 23008-12 and AV1 Image
 * File Format (brands), the W3C's SVG (an XML document whose root is `svg`).
 */
export const sniffImage = (head: Buffer): SniffedKind => {
  const text = head.toString('latin1')
  if (text.startsWith('\xff\xd8\xff')) return 'jpg'
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return 'png'
  if (text.startsWith('RIFF') && text.startsWith('WEBP', 8)) return 'webp'
  if (text.startsWith('GIF87a') || text.startsWith('GIF89a')) return 'gif'
  if (/^(II[*+]\0|MM\0[*+])/.test(text)) return 'tif'
  if (text.startsWith('ftyp', 4)) return sniffBrands(head)
  if (/<svg[\s>]/i.test(text.replaceAll('\0', ''))) return 'svg'
  return 'unknown'
}

/** Image or film, by the major and the compatible brands of an ISO base media file. */
const sniffBrands = (head: Buffer): SniffedKind => {
  const end = Math.min(head.readUInt32BE(0), head.length)
  const brands: string[] = []
  for (let at = 8; at + 4 <= end; at += 4) brands.push(head.toString('latin1', at, at + 4))
  if (brands.some((brand) => brand === 'avif' || brand === 'avis')) return 'avif'
  return brands.some((brand) => heicBrands.has(brand)) ? 'heic' : 'video'
}
