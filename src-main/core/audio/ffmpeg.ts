import type { ChildProcess } from 'node:child_process'
import type { Confinement } from '#contract/entities.ts'
import { EarshotError } from '#contract/errors.ts'
import { pathForDisplay, pathForFs } from '../files/paths.ts'
import { bounded, boundedPieces } from './bounded.ts'
import { confined, notConfined, signalOf } from './confine.ts'
import { decodeDefaults, decodingOf, reportShortage } from './decoder.ts'
import type { DecodeOptions, Decoder, DecodeReport } from './decoder.ts'
import { Complaints, endedBy, failureFrom } from './ffmpeg-complaints.ts'
import { chunksOf, exitOf, startProgram } from './ffmpeg-process.ts'
import { openAudioFile } from './open-file.ts'
import { WholeSound } from './whole-sound.ts'

/**
 * A decoder that runs one ffmpeg for each file. A crash in there is one failed file, not a dead engine. `started` is
 * told the number of each process.
 */
export function ffmpegDecoder(
  executable: string,
  versionLine: string,
  confinement: Confinement = notConfined,
  started?: (pid: number) => void
): Decoder {
  return {
    kind: 'ffmpeg',
    detail: versionLine,
    path: executable,
    confinement,
    decode: (path, options = {}) =>
      decodingOf(report => decodeFile({ executable, confinement, started }, path, options, report))
  }
}

/**
 * `file:` and the whitelist: a name such as `http://…` or `concat:…` is a file and nothing else, and a playlist in
 * disguise reaches no network. `rematrix_maxval`: for float output ffmpeg would add channels at 0.71 each, 3 dB above
 * the plain average the towers were trained on. Whose loudness is wanted comes as it is, and is made mono here: two
 * outputs would cost more. It is not written packet by packet, which would be four times as many pieces.
 */
function ffmpegArguments(
  input: string,
  { maxSeconds, sampleRate, loudness }: { maxSeconds: number; sampleRate: number; loudness?: boolean }
): string[] {
  return [
    ...boundedPieces,
    ...['-nostdin', '-hide_banner', '-v', 'error', '-threads', '1', '-protocol_whitelist', 'file,pipe'],
    ...['-i', `file:${input}`, '-map', '0:a:0', '-t', String(maxSeconds)],
    ...(loudness === true
      ? ['-map_metadata', '-1', '-c:a', 'pcm_f32le', '-flush_packets', '0', '-f', 'wav']
      : ['-ac', '1', '-ar', String(sampleRate), '-rematrix_maxval', '1', '-f', 'f32le']),
    'pipe:1'
  ]
}

interface Program {
  executable: string
  confinement: Confinement
  started: ((pid: number) => void) | undefined
}

async function* decodeFile(
  { executable, confinement, started }: Program,
  path: string,
  options: DecodeOptions,
  report: DecodeReport
): AsyncGenerator<Float32Array> {
  const limits = { ...decodeDefaults, ...options }
  limits.signal?.throwIfAborted()
  const { file } = await openAudioFile(path)
  const complaints = new Complaints()
  const name = pathForDisplay(path)
  let samples = 0
  let child: ChildProcess | null = null
  try {
    // A name that is not UTF-8 cannot be an argument; the open file can be the child's standard input.
    const plain = typeof pathForFs(path) === 'string'
    const args = ffmpegArguments(plain ? path : '/dev/stdin', limits)
    const command = bounded(
      confined(confinement, { program: executable, args }, { reads: plain ? path : null })
    )
    child = startProgram(command, plain ? null : file)
    if (child.pid !== undefined) started?.(child.pid)
    const whole = limits.loudness === true ? new WholeSound(limits.sampleRate) : null
    child.stderr?.setEncoding('utf8').on('data', (text: string) => complaints.add(text))
    const chunks = chunksOf(child, limits)
    for await (const block of whole?.of(chunks) ?? blocksOf(chunks)) {
      samples += block.length
      report.seconds = samples / limits.sampleRate
      yield block
    }
    const code = await exitOf(child)
    const signal = signalOf(confinement, child)
    const ended = signal === null ? null : endedBy(signal, complaints, name)
    // A crash in the middle costs what it hides; a kill says nothing of the file.
    if (ended !== null && (samples === 0 || ended.code === 'interrupted')) throw ended
    if (whole !== null) report.loudness = whole.loudness()
    if (samples === 0) {
      if (code !== 0 || complaints.lines().length > 0) throw failureFrom(complaints, name)
      throw new EarshotError('unreadable-file', `${name} has an audio track with nothing in it.`)
    }
    const warning = complaints.warning()
    if (warning !== null) report.warnings.push(warning)
    else if (code !== 0) report.warnings.push({ code: 'ended-early', exit: code })
    reportShortage(report, limits)
  } finally {
    child?.kill('SIGKILL')
    await file.close()
  }
}

/** Bytes as whole samples. */
async function* blocksOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<Float32Array> {
  let odd = Buffer.alloc(0)
  for await (const chunk of chunks) {
    const bytes = odd.length > 0 ? Buffer.concat([odd, chunk]) : chunk
    const whole = bytes.length - (bytes.length % 4)
    odd = Buffer.from(bytes.subarray(whole))
    // A copy: the slice starts at a multiple of four, which a view into Node's pool does not.
    if (whole > 0) yield new Float32Array(new Uint8Array(bytes.subarray(0, whole)).buffer)
  }
}
