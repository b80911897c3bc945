import { fail, succeed, type Result } from '../../shared/errors.ts'
import type { HandedFile } from '../../shared/contract.ts'

/** Posts one file and gives the token that the server answers with. Never rejects. */
export type PostFile = (
  address: string,
  file: HandedFile,
  onProgress: (sentBytes: number) => void,
) => Promise<Result<unknown>>

/** By `XMLHttpRequest`: `fetch` does not tell how much has been sent. */
export const postFile: PostFile = (address, file, onProgress) =>
  new Promise((resolve) => {
    const request = new XMLHttpRequest()
    request.open('POST', address)
    request.upload.addEventListener('progress', ({ loaded }) => onProgress(loaded))
    request.addEventListener('load', () => resolve(readAnswer(request.responseText, file.name)))
    // Also where the file itself cannot be read (any more): a page is not told which.
    for (const event of ['error', 'abort', 'timeout'] as const)
      request.addEventListener(event, () => resolve(lost(file.name)))
    request.send(file as File)
  })

const readAnswer = (text: string, name: string): Result<unknown> => {
  try {
    const answer = JSON.parse(text) as Result<{ readonly token?: unknown }>
    return answer.ok ? succeed(answer.value.token) : answer
  } catch {
    return lost(name)
  }
}

const lost = (name: string) =>
  fail(
    'app/unreachable',
    `${name} did not arrive: Boardwright cannot be reached, or the file cannot be read. Try again.`,
    { cost: 'nothing' },
  )
