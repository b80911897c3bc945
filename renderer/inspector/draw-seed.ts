/** A seed by chance, from 0 to `seedMax`. */
export const drawSeed = (): number => crypto.getRandomValues(new Uint32Array(1))[0] ?? 0
