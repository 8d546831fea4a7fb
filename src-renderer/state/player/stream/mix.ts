import type { SoundPiece } from '#contract/sound.ts'
import type { Planes } from './messages.ts'

export const framesOf = ([left]: Planes): number => left.length

/** Left and right of a piece, as loud as it is to be; one channel is both. */
export function planesOf({ samples, channels }: SoundPiece, factor: number): Planes {
  const frames = samples.length / channels
  const left = new Float32Array(frames)
  const right = new Float32Array(frames)
  for (let frame = 0; frame < frames; frame++) {
    left[frame] = samples[frame * channels]! * factor
    right[frame] = samples[frame * channels + channels - 1]! * factor
  }
  return [left, right]
}

/**
 * Fades the end of one track into the beginning of the next, which stands in `planes` from frame `at` on of the fade. The power of
 * both together stays as it is.
 */
export function crossfade(planes: Planes, tail: Planes, at: number): void {
  const length = framesOf(tail)
  const count = Math.min(framesOf(planes), length - at)
  for (let frame = 0; frame < count; frame++) {
    const angle = ((at + frame + 0.5) / length) * (Math.PI / 2)
    const up = Math.sin(angle)
    const down = Math.cos(angle)
    for (const side of [0, 1] as const)
      planes[side][frame] = planes[side][frame]! * up + tail[side][at + frame]! * down
  }
}

/** Sound that waits, because the next track may fade into it. */
export class Held {
  #planes: Planes[] = []
  frames = 0

  push(planes: Planes): void {
    this.#planes.push(planes)
    this.frames += framesOf(planes)
  }

  /** The first frames of it. */
  take(count: number): Planes {
    const taken: Planes = [new Float32Array(count), new Float32Array(count)]
    for (let at = 0; at < count;) {
      const [left, right] = this.#planes.shift()!
      const used = Math.min(left.length, count - at)
      taken[0].set(left.subarray(0, used), at)
      taken[1].set(right.subarray(0, used), at)
      if (used < left.length) this.#planes.unshift([left.subarray(used), right.subarray(used)])
      at += used
    }
    this.frames -= count
    return taken
  }
}
