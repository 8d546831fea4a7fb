import type { DoubleCopy, KeepReason } from '#contract/doubles.ts'

/** Hertz, seconds, and parts of a whole that are no difference anybody should act on. */
const wider = 1500
const longer = 1.5
const much = 1.15

/** Whether nothing was taken out of it that is known of. */
const isWhole = ({ lossless, origin }: DoubleCopy): boolean => lossless && origin.says !== 'lossy'

/** What speaks for one of two, in the order of what counts; above 0: for the first. */
const steps: readonly ((a: DoubleCopy, b: DoubleCopy) => number)[] = [
  (a, b) => Number(a.available) - Number(b.available),
  (a, b) => Number(isWhole(a)) - Number(isWhole(b)),
  (a, b) => beyond((a.bandwidth ?? 0) - (b.bandwidth ?? 0), a.bandwidth && b.bandwidth ? wider : Infinity),
  (a, b) => beyond((a.duration ?? 0) - (b.duration ?? 0), a.duration && b.duration ? longer : Infinity),
  // Of what went through an encoder the least squeezed; a lossless file made of it only takes more room.
  (a, b) => (isWhole(a) || isWhole(b) ? 0 : Number(b.lossless) - Number(a.lossless)),
  (a, b) => (a.lossless || b.lossless ? 0 : ratio(worthOf(a), worthOf(b))),
  (a, b) => a.tags.filled - b.tags.filled,
  (a, b) => a.playlists.length - b.playlists.length || a.plays - b.plays,
  (a, b) => (a.lossless && b.lossless ? ratio(b.bytes, a.bytes) : 0),
  (a, b) => b.addedAt - a.addedAt,
  (a, b) => b.id - a.id
]

const beyond = (difference: number, line: number): number => (Math.abs(difference) > line ? difference : 0)
const ratio = (a: number | null, b: number | null): number =>
  a && b && Math.max(a, b) / Math.min(a, b) > much ? a - b : 0

/** How much better than MP3 an encoder uses its bits, about. */
const thrift: readonly [RegExp, number][] = [
  [/opus/i, 1.6],
  [/aac|vorbis/i, 1.3]
]

/** Bits a second, as of an MP3 that sounds as good; from size and length where the file does not tell. */
function worthOf(copy: DoubleCopy): number | null {
  return rateOf(copy) * (thrift.find(([name]) => name.test(copy.codec))?.[1] ?? 1) || null
}

const rateOf = ({ bitrate, bytes, duration }: DoubleCopy): number =>
  bitrate ?? (duration ? (bytes * 8) / duration : 0)

/** Best first. */
export const compareCopies = (a: DoubleCopy, b: DoubleCopy): number => {
  for (const step of steps) {
    const value = step(a, b)
    if (value !== 0) return -value
  }
  return 0
}

/** What of the sound speaks for another one than the best: then somebody has to choose. */
export function speaksAgainst(best: DoubleCopy, other: DoubleCopy): boolean {
  return steps.slice(0, 4).some(step => step(best, other) < 0)
}

/** Why the first of some copies is the one to keep, each reason against the best of the others. */
export function reasonsFor([best, ...others]: readonly DoubleCopy[]): KeepReason[] {
  if (!best || others.length === 0) return []
  const reasons: KeepReason[] = []
  const most = (of: (copy: DoubleCopy) => number | null): number =>
    Math.max(...others.map(copy => of(copy) ?? 0))
  if (best.available && others.every(({ available }) => !available)) reasons.push({ code: 'available' })
  if (isWhole(best) && !others.some(isWhole)) reasons.push({ code: 'lossless' })
  const bandwidth = most(copy => copy.bandwidth)
  if (best.bandwidth !== null && bandwidth > 0 && best.bandwidth - bandwidth > wider) {
    reasons.push({ code: 'wider', bandwidth: best.bandwidth, other: bandwidth })
  }
  const duration = most(copy => copy.duration)
  if (best.duration !== null && best.duration - duration > longer) {
    reasons.push({ code: 'whole', longer: best.duration - duration })
  }
  const [bits, otherBits] = [worthOf(best), most(worthOf)]
  if (
    others.every(({ lossless }) => !lossless) &&
    !best.lossless &&
    bits !== null &&
    bits / otherBits > much
  ) {
    const other = others.find(copy => worthOf(copy) === otherBits)!
    reasons.push({
      code: 'bitrate',
      bitrate: rateOf(best),
      codec: best.codec,
      other: rateOf(other),
      otherCodec: other.codec
    })
  }
  const bytes = Math.min(...others.map(copy => copy.bytes))
  if (!isWhole(best) && others.every(copy => copy.lossless) && bytes > best.bytes) {
    reasons.push({ code: 'smaller', bytes: best.bytes, other: bytes })
  }
  const filled = most(({ tags }) => tags.filled)
  if (best.tags.filled > filled) reasons.push({ code: 'tags', filled: best.tags.filled, other: filled })
  const used = most(({ playlists, plays }) => playlists.length + plays)
  if (best.playlists.length + best.plays > used) {
    reasons.push({ code: 'used', playlists: best.playlists.length, plays: best.plays })
  }
  return reasons.length > 0 ? reasons : [{ code: 'first' }]
}
