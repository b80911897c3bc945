import { createDocument, createShot } from '../../shared/domain/board.ts'
import { defaultFraming, type BoardDocument, type Shot } from '../../shared/domain/document.ts'
import { createIdSource } from '../../shared/domain/ids.ts'
import type { AssetId } from '../../shared/domain/ids.ts'

/** Bytes that only look random: the same in every run. `seed` tells streams apart. */
export const repeatableBytes = (seed = 1): ((count: number) => Uint8Array) => {
  let state = seed
  const nextByte = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state >>> 24
  }
  return (count) => Uint8Array.from({ length: count }, nextByte)
}

/**
 * A board with `shotCount` shots in scenes of fifty, keyframes with gaps and prompts in every shot, and one take for
 * every second shot: about 1.3 kB of file per shot.
 */
export const largeBoard = (shotCount: number): BoardDocument => {
  const randomBytes = repeatableBytes()
  const ids = createIdSource(randomBytes)
  const board = createDocument(ids.project(), ids.scene(), 'The lighthouse', '16:9')
  const assetIds = Array.from({ length: 40 }, () => Buffer.from(randomBytes(32)).toString('hex') as AssetId)
  for (const [at, id] of assetIds.entries()) {
    board.assets[id] = {
      id,
      name: `keyframe ${at}.png`,
      format: 'png',
      width: 1920,
      height: 1080,
      bytes: 2_000_000 + at,
      addedAt: '2026-11-01T10:00:00.000Z',
    }
  }
  for (let at = 0; at < shotCount; at++) {
    if (at > 0 && at % 50 === 0) {
      const sceneId = ids.scene()
      board.scenes[sceneId] = { id: sceneId, title: `Scene ${at / 50 + 1}`, shotIds: [] }
      board.sceneIds.push(sceneId)
    }
    const shot: Shot = {
      ...createShot(ids.shot(), String((at + 1) * 10)),
      title: `Arrival ${at}`,
      action: 'The keeper climbs the last steps and looks out over a sea that is rising.',
      prompt: 'A lighthouse keeper in oilskins, storm light, slow push in, 35 mm, muted blues',
      frames: {
        keyframes: [0, 1, 2].map((offset) => ({
          id: ids.slot(),
          assetId: assetIds[(at + offset) % assetIds.length] as AssetId,
          framing: defaultFraming,
        })),
        gaps: [
          { seconds: 3, prompt: 'the lamp turns' },
          { seconds: 5, prompt: '' },
        ],
      },
    }
    board.shots[shot.id] = shot
    board.scenes[board.sceneIds.at(-1) as keyof typeof board.scenes]?.shotIds.push(shot.id)
    if (at % 2 === 0) {
      const id = ids.take()
      shot.circledTakeId = id
      board.takes[id] = {
        id,
        shotId: shot.id,
        number: 1,
        jobId: ids.job(),
        engine: 'rehearsal',
        quality: 'draft',
        endpoint: 'fal-ai/pika/v2.2/pikaframes',
        requestHash: Buffer.from(randomBytes(32)).toString('hex'),
        request: null,
        requestId: null,
        prompt: shot.prompt,
        seed: at,
        resolution: '720p',
        priceMicroUsd: 0,
        priceSource: 'free',
        file: `${String(at).padStart(5, '0')}_take01.mp4`,
        sha256: Buffer.from(randomBytes(32)).toString('hex'),
        bytes: 400_000 + at,
        durationMs: 8000,
        width: 1280,
        height: 720,
        plannedMs: 8000,
        createdAt: '2026-11-02T10:00:00.000Z',
      }
    }
  }
  return board
}
