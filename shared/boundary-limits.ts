/** Largest file that a page may hand over as bytes: 2 GB. Archives of projects are the largest it has. */
export const handedFileMaxBytes = 2 * 1024 ** 3

/** Name of a file that a page handed over: it says nothing about where the file is. */
export const fileTokenPattern = /^file_[0-9a-f]{32}$/

/** Largest call of a page, in bytes of its text: 16 MB. The longest of our own are edits of whole boards. */
export const callMaxBytes = 16 * 1024 ** 2

/**
 * Longest side, in pixels, of the smallest picture of an image: made of every image as it is taken in, and shown
 * wherever no larger one is needed.
 */
export const smallPictureSide = 320
