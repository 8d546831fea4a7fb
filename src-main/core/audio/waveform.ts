/**
 * Peaks of a stream whose length is not known: slots that each cover twice as much whenever they run out.
 * Memory is constant, whatever the length.
 */
const slots = 4096

export class WaveformPeaks {
  #peaks = new Float32Array(slots)
  #used = 0
  /** Samples under a slot. */
  #span = 8
  #filled = 0
  #peak = 0

  add(block: Float32Array): void {
    for (let at = 0; at < block.length;) {
      const end = Math.min(block.length, at + this.#span - this.#filled)
      this.#filled += end - at
      let peak = this.#peak
      for (; at < end; at++) {
        const size = Math.abs(block[at]!)
        if (size > peak) peak = size
      }
      this.#peak = peak
      if (this.#filled === this.#span) this.#close()
    }
  }

  /** Peaks as 0..255 for 0..1, evenly spaced; all zero when nothing was added. */
  buckets(count = 800): Uint8Array {
    const values = this.#peaks.slice(0, this.#used + (this.#filled > 0 ? 1 : 0))
    if (this.#filled > 0) values[this.#used] = this.#peak
    const buckets = new Uint8Array(count)
    if (values.length === 0) return buckets
    for (let bucket = 0; bucket < count; bucket++) {
      const first = Math.floor((bucket * values.length) / count)
      const last = Math.max(first + 1, Math.ceil(((bucket + 1) * values.length) / count))
      let peak = 0
      for (let slot = first; slot < Math.min(last, values.length); slot++)
        peak = Math.max(peak, values[slot]!)
      buckets[bucket] = Math.round(Math.min(1, peak) * 255)
    }
    return buckets
  }

  #close(): void {
    this.#peaks[this.#used++] = this.#peak
    this.#peak = 0
    this.#filled = 0
    if (this.#used < slots) return
    for (let slot = 0; slot < slots / 2; slot++) {
      this.#peaks[slot] = Math.max(this.#peaks[slot * 2]!, this.#peaks[slot * 2 + 1]!)
    }
    this.#used = slots / 2
    this.#span *= 2
  }
}
