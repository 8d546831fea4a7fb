import type { Format } from '../format.ts'
import { layer3Frames, lowerLayerFrames } from '../mpeg-frames.ts'

/** MPEG audio. Layer III comes last of all: its frames are looked for everywhere. */
export const mpegFormats = {
  mp2: {
    name: 'MP2',
    endings: ['mp2', 'mp1'],
    begins: lowerLayerFrames,
    container: 'MPEG',
    worded: /^mpeg .*layer [12]\b/,
    tagReader: 'mp2',
    decoder: 'mp3',
    tagWriter: null,
    type: 'audio/mpeg',
    playable: false,
    codecs: [{ name: 'MP2', worded: /layer [12]\b/, lossless: false }]
  },
  mp3: {
    name: 'MP3',
    endings: ['mp3'],
    begins: layer3Frames,
    container: 'MPEG',
    worded: /^mpeg .*layer 3\b/,
    tagReader: 'mp3',
    decoder: 'mp3',
    tagWriter: 'mpeg',
    type: 'audio/mpeg',
    playable: true,
    codecs: [{ name: 'MP3', worded: /layer 3\b/, lossless: false }]
  }
} as const satisfies Record<string, Format>
