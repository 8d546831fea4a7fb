import { ebmlOf, marked } from '../beginnings.ts'
import type { Format } from '../format.ts'

/** Matroska, and its kin for the web: what says that it is one comes first. */
export const matroskaFormats = {
  webm: {
    name: 'WebM',
    endings: ['weba', 'webm'],
    begins: ebmlOf('webm'),
    container: 'Matroska',
    worded: /^ebml\/webm/,
    tagReader: 'mka',
    decoder: null,
    tagWriter: null,
    type: 'audio/webm',
    playable: true,
    codecs: [
      { name: 'Opus', worded: /opus/, lossless: false },
      { name: 'Vorbis', worded: /vorbis/, lossless: false }
    ]
  },
  matroska: {
    name: 'Matroska',
    endings: ['mka', 'mkv'],
    begins: marked([0, '\x1a\x45\xdf\xa3']),
    container: 'Matroska',
    worded: /^ebml|^matroska/,
    tagReader: 'mka',
    decoder: null,
    tagWriter: null,
    type: 'audio/x-matroska',
    playable: false,
    codecs: [
      { name: 'Opus', worded: /opus/, lossless: false, playable: true },
      { name: 'FLAC', worded: /flac/, lossless: true, playable: true },
      { name: 'PCM', worded: /^pcm/, lossless: true },
      { name: 'ALAC', worded: /^alac/, lossless: true },
      { name: 'True Audio', worded: /^tta/, lossless: true },
      { name: 'WavPack', worded: /^wavpack/, lossless: 'either' },
      { name: 'any other', worded: /^/, lossless: false }
    ]
  }
} as const satisfies Record<string, Format>
