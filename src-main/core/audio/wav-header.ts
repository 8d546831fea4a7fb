/** What the header of a WAV says, as ffmpeg writes it; null until it is complete. */
export function readWavHeader(bytes: Buffer): { sampleRate: number; channels: number; bytes: number } | null {
  let form: { sampleRate: number; channels: number } | null = null
  for (let at = 12; at + 8 <= bytes.length;) {
    const name = bytes.toString('latin1', at, at + 4)
    if (name === 'data') return form && { ...form, bytes: at + 8 }
    const size = bytes.readUInt32LE(at + 4)
    if (name === 'fmt ' && at + 16 <= bytes.length) {
      form = { channels: bytes.readUInt16LE(at + 10), sampleRate: bytes.readUInt32LE(at + 12) }
    }
    at += 8 + size + (size & 1)
  }
  return null
}
