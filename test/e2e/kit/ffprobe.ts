import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { z } from 'zod'

const reportSchema = z.object({
  streams: z.tuple([
    z.object({
      codec_name: z.string(),
      pix_fmt: z.string(),
      width: z.number(),
      height: z.number(),
      r_frame_rate: z.string(),
      nb_read_frames: z.coerce.number(),
      duration: z.coerce.number(),
    }),
  ]),
})

/** What ffprobe, which is none of this project's code, finds in a clip; frames are counted by decoding them. */
export const probeWithFfprobe = async (path: string) => {
  const entries = 'stream=codec_name,pix_fmt,width,height,r_frame_rate,nb_read_frames,duration'
  const options = `-v error -count_frames -of json -show_entries ${entries}`.split(' ')
  const { stdout } = await promisify(execFile)('ffprobe', [...options, path])
  const [stream] = reportSchema.parse(JSON.parse(stdout)).streams
  return stream
}
