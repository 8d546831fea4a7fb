/** Stretches of a track whose loudness is drawn on the cover that is made for it. */
const stretches = 15

/**
 * How loud a track is along its time, for a made cover: a number from 0 to 100 a stretch, the loudest 100. `waveform`: peaks
 * 0..255, evenly spaced. Empty for a track of silence, or of which there is no outline.
 */
export function outlineOf(waveform: Uint8Array): number[] {
  const means = Array.from({ length: stretches }, (_, i) => {
    const first = Math.floor((i * waveform.length) / stretches)
    const last = Math.floor(((i + 1) * waveform.length) / stretches)
    let sum = 0
    for (let at = first; at < last; at++) sum += waveform[at]!
    return last > first ? sum / (last - first) : 0
  })
  const loudest = Math.max(...means)
  return loudest > 0 ? means.map(mean => Math.round((100 * mean) / loudest)) : []
}
