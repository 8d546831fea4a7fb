import { either, marked } from '../beginnings.ts'
import type { Format } from '../format.ts'

const pcm = { name: 'PCM', lossless: true } as const

/** Containers of samples as they are, mostly. */
export const pcmFormats = {
  wav: {
    name: 'WAV',
    endings: ['wav', 'wave'],
    begins: marked([0, 'RIFF'], [8, 'WAVE']),
    container: 'WAVE',
    worded: /^wave?\b/,
    tagReader: 'wav',
    decoder: 'wav',
    tagWriter: 'wav',
    type: 'audio/wav',
    playable: true,
    codecs: [
      { name: 'ADPCM', worded: /adpcm/, lossless: false, playable: false },
      // An extensible header around something that is packed in a way of its own.
      { name: 'extensible', worded: /non-pcm/, lossless: 'either', playable: false },
      { name: 'MPEG audio', worded: /mpeg/, lossless: false },
      { name: 'G.711', worded: /[µu]law|alaw/, lossless: false },
      { ...pcm, worded: /^pcm|float/ }
    ]
  },
  // RIFF for more than four gigabytes.
  rf64: {
    name: 'RF64',
    endings: [],
    begins: marked([0, 'RF64'], [8, 'WAVE']),
    container: 'RF64',
    worded: /^rf64/,
    tagReader: null,
    decoder: null,
    tagWriter: null,
    type: 'audio/wav',
    playable: true,
    codecs: [{ ...pcm, worded: /^pcm|float/ }]
  },
  aiff: {
    name: 'AIFF',
    endings: ['aif', 'aiff', 'aifc'],
    begins: either(marked([0, 'FORM'], [8, 'AIFF']), marked([0, 'FORM'], [8, 'AIFC'])),
    container: 'AIFF',
    worded: /^aif[fc]/,
    tagReader: 'aiff',
    decoder: 'aiff',
    tagWriter: 'aiff',
    type: 'audio/aiff',
    playable: false,
    codecs: [
      { ...pcm, worded: /^pcm|^none|float/ },
      { name: 'G.711', worded: /[µu]law|alaw|[µu]-law|a-law/, lossless: false },
      { name: 'any other', worded: /^/, lossless: false }
    ]
  },
  caf: {
    name: 'CAF',
    endings: ['caf'],
    begins: marked([0, 'caff']),
    container: 'CAF',
    worded: /^caf/,
    tagReader: null,
    decoder: null,
    tagWriter: null,
    type: 'audio/x-caf',
    playable: false,
    codecs: [
      { ...pcm, worded: /^pcm/ },
      { name: 'ALAC', worded: /^alac/, lossless: true },
      { name: 'FLAC', worded: /^flac/, lossless: true },
      { name: 'any other', worded: /^/, lossless: false }
    ]
  },
  au: {
    name: 'AU',
    endings: ['au', 'snd'],
    begins: marked([0, '.snd']),
    container: 'AU',
    worded: /^au\b/,
    tagReader: null,
    decoder: null,
    tagWriter: null,
    type: 'audio/basic',
    playable: false,
    codecs: [
      { ...pcm, worded: /^pcm/ },
      { name: 'any other', worded: /^/, lossless: false }
    ]
  }
} as const satisfies Record<string, Format>
