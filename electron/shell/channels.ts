/** Names of the channels between a window and the program. There are no others, and none is ever made of a page's words. */
export const channels = {
  call: 'boardwright:call',
  event: 'boardwright:event',
  files: 'boardwright:files',
  drag: 'boardwright:drag',
} as const

/** What a page's addresses of media begin with. */
export const mediaBase = 'clip://media'

/** Most bytes of a file that comes without a path, such as a pasted picture. */
export const pieceworkLimitBytes = 200_000_000
/** Bytes that are sent at a time. */
export const pieceBytes = 8_388_608

/**
 * One step of handing a file over: a file of the disk is noted by its path; any other is begun, sent in pieces and
 * ended. Each is answered with the file's token.
 */
export type FileStep =
  | { readonly kind: 'note'; readonly path: string }
  | { readonly kind: 'begin'; readonly name: string; readonly sizeBytes: number }
  | { readonly kind: 'piece'; readonly token: string; readonly bytes: Uint8Array }
  | { readonly kind: 'end'; readonly token: string }
  | { readonly kind: 'give-up'; readonly token: string }
