import { marked, oggWith } from '../beginnings.ts'
import type { Format } from '../format.ts'

/** FLAC, and what stands in Ogg. An Ogg whose sound nobody knows comes last. */
export const oggFormats = {
  flac: {
    name: 'FLAC',
    endings: ['flac'],
    begins: marked([0, 'fLaC']),
    container: 'FLAC',
    worded: /^flac/,
    tagReader: 'flac',
    decoder: 'flac',
    tagWriter: 'flac',
    type: 'audio/flac',
    playable: true,
    codecs: [{ name: 'FLAC', worded: /flac/, lossless: true }]
  },
  'ogg-vorbis': {
    name: 'Ogg Vorbis',
    endings: ['ogg', 'oga'],
    begins: oggWith('\x01vorbis'),
    container: 'Ogg',
    worded: /^ogg vorbis/,
    tagReader: 'ogg',
    decoder: 'vorbis',
    tagWriter: 'ogg-vorbis',
    type: 'audio/ogg',
    playable: true,
    codecs: [{ name: 'Vorbis', worded: /vorbis/, lossless: false }]
  },
  'ogg-opus': {
    name: 'Opus',
    endings: ['opus'],
    begins: oggWith('OpusHead'),
    container: 'Ogg',
    worded: /^ogg opus/,
    tagReader: 'ogg',
    decoder: 'opus',
    tagWriter: 'ogg-opus',
    type: 'audio/ogg',
    playable: true,
    codecs: [{ name: 'Opus', worded: /opus/, lossless: false }]
  },
  'ogg-flac': {
    name: 'FLAC in Ogg',
    endings: ['oga'],
    begins: oggWith('\x7fFLAC'),
    container: 'Ogg',
    worded: /^ogg flac/,
    tagReader: 'ogg',
    decoder: 'flac',
    tagWriter: 'ogg-flac',
    type: 'audio/ogg',
    playable: true,
    codecs: [{ name: 'FLAC', worded: /flac/, lossless: true }]
  },
  'ogg-speex': {
    name: 'Speex',
    endings: ['spx'],
    begins: oggWith('Speex   '),
    container: 'Ogg',
    worded: /^ogg speex/,
    tagReader: 'ogg',
    decoder: null,
    tagWriter: null,
    type: 'audio/ogg',
    playable: false,
    codecs: [{ name: 'Speex', worded: /speex/, lossless: false }]
  },
  ogg: {
    name: 'Ogg',
    endings: [],
    begins: marked([0, 'OggS']),
    container: 'Ogg',
    worded: /^ogg\b/,
    tagReader: 'ogg',
    decoder: null,
    tagWriter: null,
    type: 'audio/ogg',
    playable: true,
    codecs: []
  }
} as const satisfies Record<string, Format>
