import { extname, join, sep } from 'node:path'
import { fail, succeed, type Result } from '../../../shared/errors.ts'
import { diskFailure, errnoOf } from '../disk/failure.ts'
import type { FileSystem } from '../ports.ts'

/** A file of the built page, ready to be sent. */
export interface PageFile {
  readonly bytes: Buffer
  readonly contentType: string
}

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
}

/**
 * A file of the built page by the path of its address (`/`, `/assets/main.js`).
 * Threat: an address that leads out of the page's folder. Only plain names are followed, and only known kinds sent.
 * Failures: `input/not-found`, `disk/…`.
 */
export const readPageFile = async (
  folder: string,
  addressPath: string,
  files: Pick<FileSystem, 'readFile' | 'realpath'>,
): Promise<Result<PageFile>> => {
  const path = addressPath === '/' ? '/index.html' : addressPath
  const contentType = contentTypes[extname(path)]
  if (!contentType || !/^(?:\/[A-Za-z0-9_-][A-Za-z0-9._-]*)+$/.test(path)) return notFound()
  try {
    const place = await files.realpath(folder)
    const found = await files.realpath(join(place, path))
    if (!found.startsWith(place + sep)) return notFound()
    return succeed({ bytes: await files.readFile(found), contentType })
  } catch (error) {
    const code = errnoOf(error)
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return notFound()
    return { ok: false, error: diskFailure(error, 'The window could not be loaded') }
  }
}

const notFound = () => fail('input/not-found', 'There is no such page.')
