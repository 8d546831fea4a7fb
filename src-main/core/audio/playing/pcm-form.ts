import type { FileHandle } from 'node:fs/promises'

/** Samples that stand in a file as they are. */
export interface PcmForm {
  channels: number
  rate: number
  kind: 'int16' | 'int24' | 'int32' | 'float32'
  littleEndian: boolean
  /** Where the first frame stands, bytes. */
  start: number
  frames: number
}

const mostChunks = 64
/** As writers leave it that cannot go back, or cannot count so far. */
const unknownSizes = [0, 0xffff_fffe, 0xffff_ffff]

/** What the header of a WAV or AIFF says from `offset` on; null for what is in any way unusual. */
export async function pcmForm(file: FileHandle, offset: number): Promise<PcmForm | null> {
  const head = Buffer.alloc(12)
  await file.read(head, 0, head.length, offset)
  const kind = head.toString('latin1', 0, 4) + head.toString('latin1', 8)
  if (kind !== 'RIFFWAVE' && kind !== 'FORMAIFF' && kind !== 'FORMAIFC') return null
  const wave = kind === 'RIFFWAVE'
  const { size: end } = await file.stat()
  let form: Form | null = null
  for (let at = offset + 12, chunks = 0; at + 8 <= end && chunks < mostChunks; chunks++) {
    const chunk = Buffer.alloc(48)
    await file.read(chunk, 0, chunk.length, at)
    const name = chunk.toString('latin1', 0, 4)
    const size = wave ? chunk.readUInt32LE(4) : chunk.readUInt32BE(4)
    if (name === 'fmt ') form = formOfWave(chunk.subarray(8), size)
    if (name === 'COMM') form = formOfAiff(chunk.subarray(8), kind === 'FORMAIFC')
    if (name === 'data' || name === 'SSND') {
      const before = wave ? 0 : 8 + chunk.readUInt32BE(8)
      if (form === null || unknownSizes.includes(size)) return null
      const start = at + 8 + before
      const bytes = Math.min(size - before, end - start)
      const frames = Math.floor(bytes / (form.channels * bytesOf[form.kind]))
      return frames > 0 ? { ...form, start, frames } : null
    }
    at += 8 + size + (size & 1)
  }
  return null
}

export const bytesOf = { int16: 2, int24: 3, int32: 4, float32: 4 } as const satisfies Record<
  PcmForm['kind'],
  number
>

const kinds: Partial<Record<string, PcmForm['kind']>> = {
  '1 16': 'int16',
  '1 24': 'int24',
  '1 32': 'int32',
  '3 32': 'float32'
}

function formOfWave(chunk: Buffer, size: number): Form | null {
  // An extensible header says behind the usual one which of the others it stands for.
  const tag = chunk.readUInt16LE(0) === 0xfffe && size >= 40 ? chunk.readUInt16LE(24) : chunk.readUInt16LE(0)
  const kind = kinds[`${tag} ${chunk.readUInt16LE(14)}`]
  const channels = chunk.readUInt16LE(2)
  const rate = chunk.readUInt32LE(4)
  if (kind === undefined || chunk.readUInt16LE(12) !== channels * bytesOf[kind]) return null
  return usual({ channels, rate, kind, littleEndian: true })
}

function formOfAiff(chunk: Buffer, compressed: boolean): Form | null {
  const type = compressed ? chunk.toString('latin1', 18, 22).toLowerCase() : 'none'
  const tag = { none: 1, twos: 1, sowt: 1, fl32: 3 }[type]
  const kind = kinds[`${tag} ${chunk.readUInt16BE(6)}`]
  // A number of 80 bits; the rates of sound need no more than the first 32 of its digits.
  const rate = chunk.readUInt32BE(10) * 2 ** (chunk.readUInt16BE(8) - 16_383 - 31)
  if (kind === undefined) return null
  return usual({ channels: chunk.readUInt16BE(0), rate, kind, littleEndian: type === 'sowt' })
}

type Form = Omit<PcmForm, 'start' | 'frames'>

const usual = (form: Form): Form | null =>
  form.channels > 0 && Number.isInteger(form.rate) && form.rate >= 8000 && form.rate <= 192_000 ? form : null
