import { FFmpegError, FilterGraph, Frame, type FilterContext } from 'node-av'
import { pictureFromPixels, type Pixels } from './picture.ts'
import type { Exposure, Move } from './timeline.ts'

/**
 * The camera: a libavfilter graph that cross-fades two stills, pushes in on the mixture by fractions of a pixel (so
 * that a slow move glides where cropping would tremble), and lays the mark over it. The move is the camera's, not the
 * pictures': what stands still in two keyframes stays in register while they fade.
 * Filters: https://ffmpeg.org/ffmpeg-filters.html (blend, perspective, overlay).
 */

/** A camera with its graph set up. Frames are exposed in order, the next one only after the one before has come. */
interface Camera {
  /** Exposes the next frame of the clip. It is the caller's to free. */
  readonly expose: (exposure: Exposure) => Promise<Frame>
  /** Frees the graph and its pictures. Call it in the end, whatever happened, but not during an exposure. */
  readonly dispose: () => void
}

/** What the camera is loaded with. Sides and places are even numbers of pixels. */
interface Film {
  /** Without transparency, in the clip's size. */
  readonly stills: readonly [Pixels, ...Pixels[]]
  /** With transparency, and where its upper left corner goes. */
  readonly mark: { readonly pixels: Pixels; readonly left: number; readonly top: number }
  /** Length of the clip in frames, at least 2. */
  readonly frames: number
}

const source = (name: string, { width, height }: Pixels, format: string): string =>
  `buffer@${name}=video_size=${width}x${height}:pix_fmt=${format}:time_base=1/1:colorspace=bt709:range=tv`

/** The part of the picture that is seen, corner by corner, as expressions of the frame's number (`on`, from 1). */
const push = ({ pushIn, focusX, focusY }: Move, frames: number): string => {
  const zoom = `(1+${pushIn}*(on-1)/${frames - 1})`
  const left = `W*${focusX}*(1-1/${zoom})`
  const top = `H*${focusY}*(1-1/${zoom})`
  const [right, bottom] = [`${left}+W/${zoom}`, `${top}+H/${zoom}`]
  const corners = [
    [left, top],
    [right, top],
    [left, bottom],
    [right, bottom],
  ]
  const places = corners.map(([x, y], corner) => `x${corner}=${x}:y${corner}=${y}`)
  return `perspective=${places.join(':')}:interpolation=linear:eval=frame`
}

/** Sets up a camera. Fails by throwing: nothing in here depends on the user's input. */
export const createCamera = async ({ stills, mark, frames }: Film, move: Move): Promise<Camera> => {
  using resources = new DisposableStack()
  const pictures = stills.map((still) => resources.use(pictureFromPixels(still)))
  const markPicture = resources.use(pictureFromPixels(mark.pixels))
  const graph = resources.use(new FilterGraph())
  graph.alloc()
  const description = [
    `${source('from', stills[0], 'yuv420p')}[from]`,
    `${source('to', stills[0], 'yuv420p')}[to]`,
    `${source('mark', mark.pixels, 'yuva420p')}[mark]`,
    `[from][to]blend@fade=all_mode=normal,${push(move, frames)}[pushed]`,
    `[pushed][mark]overlay=${mark.left}:${mark.top},buffersink@out`,
  ]
  FFmpegError.throwIfError(graph.parse2(description.join(';')), 'Building the camera')
  FFmpegError.throwIfError(await graph.config(), 'Building the camera')
  const part = (name: string): FilterContext => {
    const found = graph.getFilter(name)
    if (found === null) throw new Error(`The camera has no part ${name}`)
    return found
  }
  const [from, to, out] = [part('buffer@from'), part('buffer@to'), part('buffersink@out')]
  // Put in once: overlay repeats the last frame of an input that has ended.
  await insert(part('buffer@mark'), markPicture, 0)
  FFmpegError.throwIfError(await part('buffer@mark').buffersrcAddFrame(null), 'Loading the mark')
  const kept = resources.move()
  let exposed = 0

  return {
    expose: async (exposure) => {
      const share = (1 - exposure.mix).toFixed(6)
      for (const plane of ['c0', 'c1', 'c2']) {
        // Plane by plane: `all_opacity` would overlook a return to 1.
        const answer = graph.sendCommand('blend@fade', `${plane}_opacity`, share)
        if (typeof answer === 'number') FFmpegError.throwIfError(answer, 'Fading')
      }
      await insert(from, pictures[exposure.from]!, exposed)
      await insert(to, pictures[exposure.to]!, exposed)
      const frame = new Frame()
      frame.alloc()
      FFmpegError.throwIfError(await out.buffersinkGetFrame(frame), 'Exposing a frame')
      exposed += 1
      return frame
    },
    dispose: () => kept.dispose(),
  }
}

/** Puts a picture into the graph as frame number `at`, without copying it. */
const insert = async (into: FilterContext, picture: Frame, at: number): Promise<void> => {
  using frame = picture.clone()
  if (frame === null) throw new Error('There is no memory for another frame')
  frame.pts = BigInt(at)
  FFmpegError.throwIfError(await into.buffersrcAddFrame(frame), 'Loading a picture')
}
