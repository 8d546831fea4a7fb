import { extname } from 'node:path'

/** How a page may play a file: its content type, and whether Chromium has a decoder for it. */
export interface Playback {
  type: string
  playable: boolean
}

/** By container and codec as the tag reader words them (music-metadata 12), else by extension. First match counts. */
const table: [RegExp, string, boolean][] = [
  [/alac/, 'audio/mp4', false],
  [/speex/, 'audio/ogg', false],
  [/adpcm|non-pcm/, 'audio/wav', false],
  [/layer [12]\b/, 'audio/mpeg', false],
  [/\bopus\b/, 'audio/ogg', true],
  [/flac/, 'audio/flac', true],
  [/aiff|aifc|\.aif$/, 'audio/aiff', false],
  [/\bwave?\b|\.wav$/, 'audio/wav', true],
  [/asf|wma/, 'audio/x-ms-wma', false],
  [/wavpack|\.wv$/, 'audio/x-wavpack', false],
  [/monkey|\.ape$/, 'audio/x-ape', false],
  [/musepack|\.mpc$/, 'audio/x-musepack', false],
  [/webm/, 'audio/webm', true],
  [/matroska|\.mk[av]$/, 'audio/x-matroska', false],
  [/vorbis|\bogg\b|\.og[ga]$/, 'audio/ogg', true],
  [/layer 3|\bmp3\b/, 'audio/mpeg', true],
  [/adts|\.aac$/, 'audio/aac', true],
  [/aac|mp4|m4a|isom|\bqt\b/, 'audio/mp4', true]
]

/** Container and codec may be empty. An Ogg FLAC is `audio/ogg` to a browser. */
export function playbackOf(path: string, container: string, codec: string): Playback {
  const words = [`${container} ${codec}`, extname(path)].map(text => text.toLowerCase())
  for (const text of words) {
    const row = table.find(([pattern]) => pattern.test(text))
    if (row === undefined) continue
    const type = row[1] === 'audio/flac' && /\bogg\b/.test(text) ? 'audio/ogg' : row[1]
    return { type, playable: row[2] }
  }
  return { type: 'application/octet-stream', playable: false }
}
