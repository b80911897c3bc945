import { existsSync, readFileSync } from 'node:fs'

const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const jpegSignature = Buffer.from([0xff, 0xd8, 0xff])

/** Electron's images as far as the app needs them: what is neither PNG nor JPEG is empty, as in Electron on Linux. */
class NativeImage {
  readonly #bytes: Buffer
  constructor(bytes: Buffer) {
    const known = [pngSignature, jpegSignature].some((mark) => bytes.subarray(0, mark.length).equals(mark))
    this.#bytes = known ? bytes : Buffer.alloc(0)
  }
  isEmpty = () => this.#bytes.length === 0
  getSize() {
    if (this.isEmpty()) return { width: 0, height: 0 }
    if (!this.#bytes.subarray(0, 8).equals(pngSignature)) throw new Error('Not doubled: the size of a JPEG.')
    return { width: this.#bytes.readUInt32BE(16), height: this.#bytes.readUInt32BE(20) }
  }
  /** The picture itself is not scaled. */
  resize = () => this
  setTemplateImage = () => {}
  toRecord = () => ({ image: this.#bytes.length })
}

export const nativeImage = {
  createEmpty: () => new NativeImage(Buffer.alloc(0)),
  createFromPath: (path: string) => new NativeImage(existsSync(path) ? readFileSync(path) : Buffer.alloc(0)),
  createFromBuffer: (bytes: Buffer) => new NativeImage(Buffer.from(bytes)),
  createFromDataURL: (url: string) => new NativeImage(Buffer.from(url.slice(url.indexOf(',') + 1), 'base64')),
}
