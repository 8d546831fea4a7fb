import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FormatId } from '../../../src-main/core/formats/table.ts'
import { runFfmpeg, writeWav } from '../../support/audio.ts'

/** How a small file of a format is made: by ffmpeg with these arguments, or only its first bytes by hand. */
type Sample = { ending: string; ffmpeg: readonly string[] } | { ending: string; begins: string }

/** One of each format; who adds one adds it here. Those that only begin have no encoder in every ffmpeg. */
const samples = {
  flac: { ending: 'flac', ffmpeg: [] },
  'ogg-vorbis': { ending: 'ogg', ffmpeg: ['-c:a', 'libvorbis'] },
  'ogg-opus': { ending: 'opus', ffmpeg: ['-c:a', 'libopus'] },
  'ogg-flac': { ending: 'oga', ffmpeg: ['-c:a', 'flac'] },
  'ogg-speex': { ending: 'spx', begins: `OggS${'\0'.repeat(22)}\x01\x50Speex   1.2` },
  ogg: { ending: 'ogg', begins: `OggS${'\0'.repeat(22)}\x01\x2a\x80theora` },
  wav: { ending: 'wav', ffmpeg: [] },
  rf64: { ending: 'wav', ffmpeg: ['-rf64', 'always'] },
  aiff: { ending: 'aiff', ffmpeg: ['-write_id3v2', '1'] },
  caf: { ending: 'caf', ffmpeg: ['-c:a', 'pcm_s16be'] },
  au: { ending: 'au', ffmpeg: ['-c:a', 'pcm_s16be'] },
  wavpack: { ending: 'wv', ffmpeg: [] },
  ape: { ending: 'ape', begins: 'MAC \x96\x0f' },
  tta: { ending: 'tta', ffmpeg: [] },
  tak: { ending: 'tak', begins: 'tBaK\x01' },
  optimfrog: { ending: 'ofr', begins: 'OFR \x0f' },
  dsf: { ending: 'dsf', begins: 'DSD \x1c' },
  dsdiff: { ending: 'dff', begins: 'FRM8\0\0\0\0\0\0\0\x20DSD ' },
  musepack: { ending: 'mpc', begins: 'MPCKSH' },
  wma: { ending: 'wma', ffmpeg: ['-c:a', 'wmav2'] },
  webm: { ending: 'weba', ffmpeg: ['-c:a', 'libopus', '-f', 'webm'] },
  matroska: { ending: 'mka', ffmpeg: ['-c:a', 'libvorbis'] },
  aac: { ending: 'aac', ffmpeg: ['-c:a', 'aac'] },
  mp4: { ending: 'm4a', ffmpeg: ['-c:a', 'aac'] },
  mp2: { ending: 'mp2', ffmpeg: ['-c:a', 'mp2'] },
  mp3: { ending: 'mp3', ffmpeg: ['-c:a', 'libmp3lame', '-id3v2_version', '0', '-write_xing', '0'] }
} satisfies Record<FormatId, Sample>

export interface MadeSample {
  id: FormatId
  path: string
  /** It has sound, and can be decoded. */
  whole: boolean
}

/** Makes one file of each format in a folder: two seconds of sound, or only a beginning. */
export function makeSamples(folder: string): MadeSample[] {
  const sound = writeWav(join(folder, 'sound.wav'), { seconds: 2, shape: 'chirp' })
  return Object.entries<Sample>(samples).map(([id, sample]) => {
    const path = join(folder, `${id}.${sample.ending}`)
    if ('begins' in sample) writeFileSync(path, Buffer.from(sample.begins.padEnd(600, '\0'), 'latin1'))
    else runFfmpeg(['-i', sound, ...sample.ffmpeg, '-metadata', 'title=Tone', path])
    return { id: id as FormatId, path, whole: 'ffmpeg' in sample }
  })
}
