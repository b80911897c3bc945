import { smallPictureSide } from '../../shared/boundary-limits.ts'
import { mediaAddress } from '../../shared/contract.ts'
import type { Asset, Framing } from '../../shared/domain/document.ts'
import type { PixelSize } from '../../shared/domain/endpoints.ts'
import type { AssetId, TakeId } from '../../shared/domain/ids.ts'
import { board } from './open-board.ts'
import { bridge } from './bridge.ts'

/** Addresses of the open project's pictures and clips. */

const address = (path: string) => mediaAddress(bridge().mediaBase, board().projectId, path)

// Few sizes, so that the same picture is made and kept once.
const sides = [smallPictureSide, 480, 640, 960, 1280, 2048]
const sideFor = (pixels: number) => sides.find((side) => side >= pixels) ?? 2048

/** An image of the library, small. `side`: the long side in CSS pixels; the screen's density is heeded. */
export const thumbUrl = (assetId: AssetId, side: number): string =>
  address(`thumb/${assetId}/${sideFor(side * devicePixelRatio)}`)

/** An image of the library as large as can be shown: as it is stored, or for a TIFF, which browsers do not show, a JPEG of it. */
export const imageUrl = ({ id, format }: Pick<Asset, 'id' | 'format'>): string =>
  address(format === 'tif' ? `thumb/${id}/2048` : `image/${id}`)

/** An image as it will be sent, in this size. */
export const framedUrl = (assetId: AssetId, framing: Framing, size: PixelSize): string =>
  address(
    `framed/${assetId}/${size.width}x${size.height}?framing=${encodeURIComponent(JSON.stringify(framing))}`,
  )

/** A take's clip. */
export const clipUrl = (takeId: TakeId): string => address(`clip/${takeId}`)

/** A frame of a take's clip: the one at `atMs`, else the one that stands for the clip. */
export const posterUrl = (takeId: TakeId, side: number, atMs?: number): string =>
  address(
    `poster/${takeId}/${sideFor(side * devicePixelRatio)}${atMs === undefined ? '' : `?at=${Math.round(atMs)}`}`,
  )
