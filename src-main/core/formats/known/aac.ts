import { marked } from '../beginnings.ts'
import type { Format } from '../format.ts'
import { adtsFrames } from '../mpeg-frames.ts'

/** AAC: bare, and in MP4, which holds other things too. */
export const aacFormats = {
  aac: {
    name: 'AAC',
    endings: ['aac'],
    begins: adtsFrames,
    container: 'MPEG',
    worded: /^adts/,
    tagReader: 'aac',
    decoder: null,
    tagWriter: 'mpeg',
    type: 'audio/aac',
    playable: true,
    codecs: [{ name: 'AAC', worded: /aac/, lossless: false }]
  },
  mp4: {
    name: 'MP4',
    endings: ['m4a', 'm4b', 'm4p', 'm4r', 'mp4'],
    begins: marked([4, 'ftyp']),
    container: 'MP4',
    worded: /aac|alac|mp4|m4a|isom|\bqt\b/,
    tagReader: 'm4a',
    decoder: null,
    tagWriter: 'mp4',
    type: 'audio/mp4',
    playable: true,
    codecs: [
      { name: 'ALAC', worded: /alac/, lossless: true, playable: false },
      { name: 'AAC', worded: /aac/, lossless: false }
    ]
  }
} as const satisfies Record<string, Format>
