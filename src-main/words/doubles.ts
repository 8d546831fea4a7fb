import type { DoubleCopy, KeepReason } from '#contract/doubles.ts'
import { inWords, type WordsOf } from '#contract/in-words.ts'

const kilohertz = (hertz: number): string => `${(hertz / 1000).toFixed(1)} kHz`
const kilobits = (bits: number): string => `${Math.round(bits / 1000)} kbit/s`
const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`
const seconds = (value: number): string => `${value.toFixed(1)} s`
const countOf = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`

const reasons: WordsOf<KeepReason> = {
  available: () => 'its file is there, those of the others are not',
  lossless: () => 'it is lossless, and the others are not or were most likely made of lossy files',
  wider: ({ bandwidth, other }) =>
    `its sound reaches up to ${kilohertz(bandwidth)}, the others' to ${kilohertz(other)}`,
  whole: ({ longer }) => `it is ${seconds(longer)} longer: nothing is cut off`,
  bitrate: ({ bitrate, codec, other, otherCodec }) =>
    `${kilobits(bitrate)} (${codec}) against ${kilobits(other)} (${otherCodec})`,
  smaller: ({ bytes, other }) =>
    `the lossless others were most likely made of a lossy file: the same sound in ${megabytes(bytes)} instead of ${megabytes(other)}`,
  tags: ({ filled, other }) => `more tags are filled: ${filled} against ${other}`,
  used: ({ playlists, plays }) =>
    `it is the one in use: ${[
      playlists > 0 ? countOf(playlists, 'playlist') : '',
      plays > 0 ? countOf(plays, 'play') : ''
    ]
      .filter(Boolean)
      .join(', ')}`,
  first: () => 'nothing tells them apart; it came into the library first'
}

/** Why one is proposed to be kept. */
export const keepReasonText = (reason: KeepReason): string => inWords(reasons, reason)

/** What can be known of one of several copies, in a line. */
export function copyText(copy: DoubleCopy): string {
  const { codec, container, bitrate, sampleRate, bandwidth, duration, loudness, tags, playlists, plays } =
    copy
  const parts = [
    codec || container,
    bitrate === null ? '' : kilobits(bitrate),
    sampleRate === null ? '' : kilohertz(sampleRate),
    bandwidth === null ? '' : `sound up to ${kilohertz(bandwidth)}`,
    originText(copy),
    duration === null ? '' : seconds(duration),
    loudness === null ? '' : `${loudness.toFixed(1)} LUFS`,
    `${tags.filled} of ${tags.of} tags`,
    playlists.length > 0 ? countOf(playlists.length, 'playlist') : '',
    plays > 0 ? countOf(plays, 'play') : '',
    copy.rating === null ? '' : `${copy.rating / 20} stars`,
    copy.identical ? 'the same bytes' : '',
    copy.available ? '' : 'file away',
    megabytes(copy.bytes)
  ]
  return parts.filter(Boolean).join(', ')
}

/** Only of lossless files: of the others everybody knows. */
function originText({ lossless, origin: { says } }: DoubleCopy): string {
  if (!lossless) return ''
  if (says === 'lossy') return 'most likely made of a lossy file'
  return says === 'lossless'
    ? 'no trace of a lossy encoder'
    : 'whether it was made of a lossy file cannot be told'
}
