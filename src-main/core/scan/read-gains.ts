import type { IAudioMetadata, IRatio } from 'music-metadata'
import { gainTarget, type Gain, type TrackGains } from '#contract/gain.ts'
import { sniff } from '../formats/sniff.ts'
import { formats } from '../formats/table.ts'
import { AudioFile } from './audio-file.ts'
import { parse } from './parse.ts'

/** R128 tags bring a track to this, LUFS, in steps of 1/256 dB. */
const r128Target = -23
const r128Step = 256
/** More than that nobody means; other tools write such things where they failed. */
const mostDecibels = 51

const none: TrackGains = { track: null, album: null }

/** What the tags of a file say of its loudness: ReplayGain, or R128 as Opus has it. Nothing where it cannot be read. */
export async function readGains(path: string): Promise<TrackGains> {
  const file = new AudioFile(path)
  try {
    const found = sniff((at, length) => file.bytes(at, length))
    const format = found === null || found.format === null ? null : formats[found.format]
    const { metadata } = await parse(file, path, format, { from: 0, end: file.size })
    return metadata === null ? none : gainsOf(metadata)
  } finally {
    file.close()
  }
}

function gainsOf({ common, native }: IAudioMetadata): TrackGains {
  const r128 = (name: string): number | null => {
    const tag = Object.values(native)
      .flat()
      .find(({ id }) => id.toUpperCase() === name)
    const value = tag === undefined ? NaN : Number(tag.value)
    return Number.isFinite(value) ? value / r128Step + (gainTarget - r128Target) : null
  }
  const { replaygain_track_gain: track, replaygain_track_peak: trackPeak } = common
  const { replaygain_album_gain: album, replaygain_album_peak: albumPeak } = common
  return {
    track: gainOf(track?.dB ?? r128('R128_TRACK_GAIN'), trackPeak),
    album: gainOf(album?.dB ?? r128('R128_ALBUM_GAIN'), albumPeak)
  }
}

function gainOf(decibels: number | null, peak: IRatio | undefined): Gain | null {
  if (decibels === null || !Number.isFinite(decibels) || Math.abs(decibels) > mostDecibels) return null
  const ratio = peak?.ratio ?? NaN
  return { decibels, peak: Number.isFinite(ratio) && ratio > 0 ? ratio : null, from: 'tags' }
}
