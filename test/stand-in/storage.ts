import { z } from 'zod'
import { serveFile } from './media.ts'
import type { ModelProblem, NamedImage } from './schemas.ts'
import { answerWith, parseJson } from './wire.ts'
import type { Asked, Exchange } from './wire.ts'

/** What the user has uploaded. */
export interface Storage {
  /** Requests to rest.fal.ai, which carry the key. */
  readonly routeApi: (asked: Asked) => Exchange
  /** The PUT of a file and its reading again, which carry none. */
  readonly routeFiles: (asked: Asked) => Exchange | undefined
  /** What is wrong with an image that a request names; undefined where nothing is. */
  readonly problemWith: (image: NamedImage) => ModelProblem | undefined
}

const initiateSchema = z.strictObject({ content_type: z.string().min(1), file_name: z.string().min(1) })

/** Plays the storage host for uploads of one part. Larger ones (multipart) are refused in words. */
export const createStorage = (origin: string, newId: () => string): Storage => {
  const uploads = new Map<string, { readonly contentType: string; bytes?: Buffer }>()
  const uploadAt = (path: string, folder: 'upload' | 'files') => {
    const id = new RegExp(`^/${folder}/([^/]+)/`).exec(path)?.[1]
    return id === undefined ? undefined : uploads.get(id)
  }

  return {
    routeApi: (asked) => {
      const { pathname, searchParams } = asked.url
      const path = `${asked.method} ${pathname}`
      if (path === 'POST /storage/upload/initiate-multipart') {
        return {
          step: 'initiate',
          perform: () => answerWith(501, { detail: 'The stand-in takes no multipart uploads' }),
        }
      }
      if (path !== 'POST /storage/upload/initiate' || searchParams.get('storage_type') !== 'fal-cdn-v3') {
        return { step: 'other', perform: () => answerWith(404, { detail: 'Not Found' }) }
      }
      return {
        step: 'initiate',
        perform: (body) => {
          const wanted = initiateSchema.safeParse(parseJson(body))
          if (!wanted.success) return answerWith(422, { detail: z.prettifyError(wanted.error) })
          const id = newId()
          uploads.set(id, { contentType: wanted.data.content_type })
          const name = encodeURIComponent(wanted.data.file_name)
          return answerWith(200, {
            upload_url: `${origin}/upload/${id}/${name}?signature=${newId()}`,
            file_url: `${origin}/files/${id}/${name}`,
          })
        },
      }
    },
    routeFiles: (asked) => {
      if (asked.url.pathname.startsWith('/upload/')) {
        return {
          step: 'put',
          perform: (body) => {
            const upload = uploadAt(asked.url.pathname, 'upload')
            if (!upload || asked.method !== 'PUT') return answerWith(404)
            upload.bytes = body
            return answerWith(200)
          },
        }
      }
      if (!asked.url.pathname.startsWith('/files/')) return undefined
      return {
        step: 'read-upload',
        perform: (_body, fault) => {
          const upload = uploadAt(asked.url.pathname, 'files')
          return upload?.bytes ? serveFile(asked, upload.bytes, upload.contentType, fault) : answerWith(404)
        },
      }
    },
    problemWith: ({ loc, url }) => {
      const address = URL.parse(url)
      const bytes = address?.origin === origin ? uploadAt(address.pathname, 'files')?.bytes : undefined
      if (!bytes) return { loc, msg: 'Failed to download the file', type: 'file_download_error', input: url }
      if (isImage(bytes)) return undefined
      return { loc, msg: 'Failed to load the image', type: 'image_load_error', input: url }
    },
  }
}

/** Whether bytes begin as a JPEG, PNG, GIF, WebP or AVIF file does. */
const isImage = (bytes: Buffer): boolean => {
  const start = bytes.toString('latin1', 0, 12)
  return (
    start.startsWith('\xff\xd8\xff') ||
    start.startsWith('\x89PNG\r\n\x1a\n') ||
    /^GIF8[79]a/.test(start) ||
    /^RIFF.{4}WEBP/s.test(start) ||
    /^.{4}ftypavi[fs]/s.test(start)
  )
}
