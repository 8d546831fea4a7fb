import { charsetNames } from './charsets.ts'
import { confinementText, databaseFaultText, problemText, providerFaultText } from './faults.ts'
import { count, counted, decimal, signed } from './numbers.ts'

interface PlayedLevel {
  decibels: number
  from: 'tags' | 'measured'
  mode: 'track' | 'album'
}

/** Words of the settings. */
export const settings = {
  title: 'Settings',
  find: 'Find a setting',
  noneFound: 'No setting speaks of that. Try one word of it.',
  look: 'Look',
  theme: 'Theme',
  themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
  language: 'Language',
  /** Each in its own words, so that it is found by who reads it. */
  languages: { system: 'As the system', en: 'English', ko: '한국어' },
  density: 'Rows',
  densities: { compact: 'Compact', comfortable: 'Comfortable' },
  playing: 'Playing',
  level: {
    title: 'Same loudness',
    modes: { off: 'Off', track: 'Each track', album: 'Each album' },
    note: 'By ReplayGain or R128 tags of the file, else by what Earshot measured, to −18 LUFS. Tracks are only ever turned down, so that none clips; an album keeps its soft and loud tracks apart.',
    /** `applied`: decibels it is turned down by; `decibels`: what would bring it to the loudness of all. */
    now: (title: string, applied: number, { decibels, from, mode }: PlayedLevel): string => {
      const by = `${from === 'tags' ? 'from the file’s tags' : 'measured'}${mode === 'album' ? ', for its album' : ''}`
      const softer = decibels > applied + 0.05 ? ` (${signed(decibels)} dB would be the same loudness)` : ''
      return `${title}: ${signed(applied)} dB, ${by}${softer}`
    },
    unknown: (title: string): string => `${title}: as it is; its loudness is not known yet.`
  },
  crossfade: {
    title: 'Crossfade',
    off: 'Off',
    seconds: (n: number): string => counted(n, 'second'),
    note: 'One track fades into the next, both together as loud as each. Not between tracks that follow one another on an album, and not when you skip: those play as they were made.'
  },
  output: {
    title: 'Output',
    system: 'As the system',
    away: (name: string): string => `${name} (not there now)`,
    awayNote: (name: string): string =>
      `Until ${name} is there again, the sound comes out of what the system takes.`,
    none: 'No other output is there.',
    nameless:
      'The browser tells what the outputs are called only to pages that may use the microphone. Asked for it, Earshot takes nothing up: it lets go of the microphone at once.',
    ask: 'Ask for their names',
    refused:
      'The browser told no names. Allow this page the microphone in the browser’s settings of the page, then ask again; or choose the output in the system’s own settings.',
    impossible:
      'This browser lets no page choose an output, or not over this connection. Choose it in the system’s own settings; Chromium and its kin can do it on this machine, and so can the window.'
  },
  notify: {
    title: 'Tell which track begins while another window is in front',
    refused:
      'The system or the browser does not allow notifications of Earshot. Allow them there, then try again.'
  },
  oldTexts: {
    title: 'Old tags',
    are: 'Texts in old tags are',
    names: charsetNames,
    note: 'Only texts that do not say how they are encoded, and are not UTF-8, are read so; the library is looked through again. No file changes: to write them right, make a plan under Tags.'
  },
  scanOnStart: 'Look through the folders when Earshot starts',
  machine: 'This machine',
  runsOn: 'Listening runs on',
  providers: {
    cpu: 'Processor (CPU)',
    cuda: 'NVIDIA graphics (CUDA)',
    tensorrt: 'NVIDIA graphics (TensorRT)',
    dml: 'Graphics (DirectML)',
    directml: 'Graphics (DirectML)',
    coreml: 'Apple (Core ML)',
    webgpu: 'Graphics (WebGPU)'
  } as Record<string, string>,
  refused: 'Tried and refused',
  notNeeded: 'Ready, not needed',
  notTried: 'Nothing has been tried yet: it is chosen when listening starts.',
  perWindow: (ms: number): string => `${ms < 10 ? decimal(ms, 1) : count(ms)} ms for 10 seconds of music`,
  workers: (n: number): string => `${counted(n, 'listener')} at a time`,
  effort: 'Listening takes',
  efforts: {
    quiet: 'Little: half of the processor, when no other program wants it',
    normal: 'What other programs leave',
    full: 'All it can get'
  },
  effortNote:
    'Changes when listening starts the next time. Unless it takes all it can get, it waits on battery, and while other programs are busy.',
  decoder: 'Reads sound with',
  builtIn: 'The built-in decoders',
  confinement: confinementText,
  chooseFfmpeg: 'Choose another ffmpeg…',
  findFfmpeg: 'Find one for me',
  ffmpegRefused: (path: string): string =>
    `${path} is not an ffmpeg that runs here. What is named above is used instead.`,
  model: 'Listening model',
  modelStates: { ok: 'in order', missing: 'missing', corrupt: 'damaged' },
  data: 'Library is kept in',
  memory: 'Memory in use',
  version: 'Version',
  check: 'Check everything',
  checking: 'Checking…',
  allWell: 'Everything is in order.',
  problems: 'What needs attention',
  problem: problemText,
  providerFault: providerFaultText,
  databaseFault: databaseFaultText,
  database: 'Library file',
  databaseOk: 'in order',
  loading: 'Asking the engine…'
} as const
