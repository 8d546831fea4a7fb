/**
 * node scripts/release/try-ffmpeg.ts [PROGRAM]: hears with the ffmpeg that was built for this platform what tests/support/sounds has, a
 * tone of 440 Hz in every format that could be made, by the way the engine hears. Ends with 1 where one is not heard as it is.
 */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { ffmpegDecoder } from '../../src-main/core/audio/ffmpeg.ts'
import { inDist, root } from '../package/places.ts'

const windows = process.platform === 'win32'
const built = inDist('ffmpeg', `${process.platform}-${process.arch}`, windows ? 'ffmpeg.exe' : 'ffmpeg')
const decoder = ffmpegDecoder(process.argv[2] ?? built, 'ffmpeg')
const folder = join(root, 'tests', 'support', 'sounds')

/** What the sounds are: seconds, with what encoders put before and behind them, and hertz. */
const tone = { least: 0.55, most: 0.75, hertz: 440 }

async function heard(file: string): Promise<string> {
  const decoding = decoder.decode(join(folder, file), { sampleRate: 16_000 })
  const blocks: Float32Array[] = []
  for await (const block of decoding) blocks.push(block)
  const { seconds, warnings } = decoding.report
  const samples = Float32Array.from(blocks.flatMap(block => [...block])).subarray(3000, 7000)
  let rises = 0
  for (let i = 1; i < samples.length; i++) if (samples[i - 1]! <= 0 && samples[i]! > 0) rises++
  const hertz = (rises * 16_000) / samples.length
  const right =
    seconds > tone.least && seconds < tone.most && Math.abs(hertz - tone.hertz) < 12 && warnings.length === 0
  return right ? '' : `${seconds.toFixed(2)} s of ${hertz.toFixed(0)} Hz, ${warnings.length} warnings`
}

const files = readdirSync(folder)
  .filter(name => name !== 'README.md')
  .sort()
for (const file of files) {
  const fault = await heard(file).catch((thrown: unknown) => String(thrown))
  if (fault) process.exitCode = 1
  console.log(`${file}: ${fault || 'as it is'}`)
}
