import { either, marked } from '../beginnings.ts'
import type { Format } from '../format.ts'

/** Formats with a file of their own kind, most of them lossless. */
export const compressedFormats = {
  wavpack: {
    name: 'WavPack',
    endings: ['wv'],
    begins: marked([0, 'wvpk']),
    container: 'WavPack',
    worded: /^wavpack/,
    tagReader: 'wv',
    decoder: null,
    tagWriter: 'ape',
    type: 'audio/x-wavpack',
    playable: false,
    codecs: [{ name: 'WavPack', worded: /pcm|dsd/, lossless: 'either' }]
  },
  ape: {
    name: "Monkey's Audio",
    endings: ['ape'],
    begins: marked([0, 'MAC ']),
    container: "Monkey's Audio",
    worded: /^monkey/,
    tagReader: 'ape',
    decoder: null,
    tagWriter: 'ape',
    type: 'audio/x-ape',
    playable: false,
    codecs: [{ name: "Monkey's Audio", worded: /monkey/, lossless: true }]
  },
  tta: {
    name: 'True Audio',
    endings: ['tta'],
    begins: marked([0, 'TTA1']),
    container: 'TTA',
    worded: /^tta/,
    tagReader: null,
    decoder: null,
    tagWriter: null,
    type: 'audio/x-tta',
    playable: false,
    codecs: [{ name: 'True Audio', worded: /^/, lossless: true }]
  },
  tak: {
    name: 'TAK',
    endings: ['tak'],
    begins: marked([0, 'tBaK']),
    container: 'TAK',
    worded: /^tak/,
    tagReader: null,
    decoder: null,
    tagWriter: null,
    type: 'audio/x-tak',
    playable: false,
    codecs: [{ name: 'TAK', worded: /^/, lossless: true }]
  },
  // Its only decoder is a closed one of its maker's.
  optimfrog: {
    name: 'OptimFROG',
    endings: ['ofr'],
    begins: marked([0, 'OFR ']),
    container: 'OptimFROG',
    worded: /^optimfrog/,
    tagReader: null,
    decoder: null,
    undecodable: true,
    tagWriter: null,
    type: 'audio/x-ofr',
    playable: false,
    codecs: [{ name: 'OptimFROG', worded: /^/, lossless: true }]
  },
  dsf: {
    name: 'DSF',
    endings: ['dsf'],
    begins: marked([0, 'DSD ']),
    container: 'DSF',
    worded: /^dsf/,
    tagReader: 'dsf',
    decoder: null,
    tagWriter: null,
    type: 'audio/x-dsf',
    playable: false,
    codecs: [{ name: 'DSD', worded: /^/, lossless: true }]
  },
  dsdiff: {
    name: 'DSDIFF',
    endings: ['dff'],
    begins: marked([0, 'FRM8']),
    container: 'DSDIFF',
    worded: /^dsdiff/,
    tagReader: 'dff',
    decoder: null,
    tagWriter: null,
    type: 'audio/x-dff',
    playable: false,
    codecs: [{ name: 'DSD', worded: /^/, lossless: true }]
  },
  musepack: {
    name: 'Musepack',
    endings: ['mpc', 'mp+'],
    begins: either(marked([0, 'MPCK']), marked([0, 'MP+'])),
    container: 'Musepack',
    worded: /^musepack/,
    tagReader: 'mpc',
    decoder: null,
    tagWriter: null,
    type: 'audio/x-musepack',
    playable: false,
    codecs: [{ name: 'Musepack', worded: /^/, lossless: false }]
  },
  wma: {
    name: 'WMA',
    endings: ['wma'],
    begins: marked([0, '0&\xb2u']),
    container: 'ASF',
    worded: /^asf|^wma|windows media/,
    tagReader: 'wma',
    decoder: null,
    tagWriter: null,
    type: 'audio/x-ms-wma',
    playable: false,
    codecs: [
      { name: 'WMA Lossless', worded: /lossless/, lossless: true },
      { name: 'WMA', worded: /windows media audio|wma/, lossless: false }
    ]
  }
} as const satisfies Record<string, Format>
