import type { FileSystem, Log } from '../core/ports.ts'
import { readPageFile } from '../core/page/page-files.ts'
import { pageHeaders } from '../core/page/page-headers.ts'
import { isOfPage } from './origin.ts'

/**
 * Answers requests for the page's own files, each with the content security policy. Media are the one thing that a page
 * loads from elsewhere; it connects to nothing.
 * @param folder of the built page.
 */
export const answerPage = (
  folder: string,
  files: Pick<FileSystem, 'readFile' | 'realpath'>,
  log: Log,
): ((request: Request) => Promise<Response>) => {
  const headers = pageHeaders({ media: ['clip:'], connect: [] })
  return async (request) => {
    if (!isOfPage(request.url) || request.method !== 'GET')
      return new Response(null, { status: 404, headers: { ...headers } })
    const file = await readPageFile(folder, new URL(request.url).pathname, files)
    if (!file.ok) {
      log.warn('page.notServed', { code: file.error.code })
      return new Response(null, { status: 404, headers: { ...headers } })
    }
    const { bytes, contentType } = file.value
    return new Response(new Uint8Array(bytes), { headers: { ...headers, 'Content-Type': contentType } })
  }
}
