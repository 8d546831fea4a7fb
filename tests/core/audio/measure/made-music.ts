const rate = 16_000

/** Short bursts of noise on every beat, softer ones between, after a seed: no randomness. */
export function clicks(bpm: number, seconds: number, between = 2): Float32Array {
  const samples = new Float32Array(seconds * rate)
  let state = 1
  for (let click = 0; ; click++) {
    const from = Math.round((click * 60 * rate) / bpm / between)
    if (from >= samples.length) return samples
    const size = click % between === 0 ? 0.8 : 0.15
    for (let i = 0; i < 800 && from + i < samples.length; i++) {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
      samples[from + i]! += size * Math.exp(-i / 200) * (state / 2 ** 31 - 1)
    }
  }
}

/** Chords of so many seconds, each a list of MIDI pitches, with a few overtones; `cents` off concert pitch. */
export function chords(pitches: number[][], turns: number, seconds = 2, cents = 0): Float32Array {
  const length = seconds * rate
  const samples = new Float32Array(length * pitches.length * turns)
  for (let at = 0, chord = 0; at < samples.length; at += length, chord++) {
    for (const pitch of pitches[chord % pitches.length]!) {
      const hz = 440 * 2 ** ((pitch - 69 + cents / 100) / 12)
      for (let overtone = 1; overtone <= 4; overtone++) {
        const turn = (2 * Math.PI * hz * overtone) / rate
        for (let i = 0; i < length; i++) {
          samples[at + i]! += (0.08 / overtone) * Math.exp(-i / rate) * Math.sin(turn * i)
        }
      }
    }
  }
  return samples
}
