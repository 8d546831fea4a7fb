interface WavForm {
  sampleRate: number
  channels: number
  /** Which speakers the channels are for, a bit each; 0 where it does not say. */
  speakers: number
}

const extensible = 0xfffe

/** What the header of a WAV says, as ffmpeg writes it, and how long it is; null until it is complete. */
export function readWavHeader(bytes: Buffer): (WavForm & { bytes: number }) | null {
  let form: WavForm | null = null
  for (let at = 12; at + 8 <= bytes.length;) {
    const name = bytes.toString('latin1', at, at + 4)
    if (name === 'data') return form && { ...form, bytes: at + 8 }
    const size = bytes.readUInt32LE(at + 4)
    if (name === 'fmt ' && at + 8 + size <= bytes.length) {
      const says = bytes.readUInt16LE(at + 8) === extensible && size >= 24
      form = {
        channels: bytes.readUInt16LE(at + 10),
        sampleRate: bytes.readUInt32LE(at + 12),
        speakers: says ? bytes.readUInt32LE(at + 28) : 0
      }
    }
    at += 8 + size + (size & 1)
  }
  return null
}
