import type { Job, ProviderTrial, TrackFailure } from '#contract/entities.ts'
import type { FakeOptions } from '../support/fake-bridge.ts'

const job: Job = {
  id: 1,
  kind: 'analysis',
  state: 'running',
  done: 4186,
  total: 41_902,
  skipped: 0,
  failed: 14,
  startedAt: 0,
  endedAt: null,
  waits: null,
  pace: 148,
  remaining: 11_940,
  current: '/music/Records/Tidal/03 Slow River.flac',
  error: null
}

export const listening: Partial<FakeOptions> = { analysed: 4200, jobs: [job] }

export const fakeFailures: TrackFailure[] = [
  {
    path: '/music/Records/Old Tapes/broken.mp3',
    trackId: 7,
    stage: 'decode',
    code: 'decode-failed',
    message: 'Only 12 of 214 seconds could be decoded.',
    at: 0
  },
  {
    path: '/music/Records/Old Tapes/empty.flac',
    trackId: null,
    stage: 'read',
    code: 'unreadable-file',
    message: 'The file is empty.',
    at: 0
  },
  {
    path: '/music/Records/Concerts/a-very-long-folder-name-that-somebody-once-thought-was-a-good-idea/side b.ape',
    trackId: 9,
    stage: 'decode',
    code: 'unsupported-format',
    message: 'The built-in decoders do not read APE.',
    at: 0
  }
]

const repeat = (count: number, of: (at: number) => TrackFailure): TrackFailure[] =>
  Array.from({ length: count }, (_, at) => of(at + 1))

/** Two of the kinds above, and many of two others. */
export const manyFailures: TrackFailure[] = [
  ...repeat(38, at => ({
    path: `/music/Records/Skits/${at} Intro.mp3`,
    trackId: at,
    stage: 'decode',
    code: 'too-short',
    message: 'Only 0.4 seconds of sound: too short to say anything about.',
    at: 0
  })),
  ...fakeFailures,
  ...repeat(250, at => ({
    path: `/music/Records/Tapes/${at}.ape`,
    trackId: 100 + at,
    stage: 'decode',
    code: 'unsupported-format',
    message: 'The built-in decoders do not read APE.',
    at: 0
  }))
]

export const fakeProviders: ProviderTrial[] = [
  {
    provider: 'CUDA',
    chosen: false,
    reason: { code: 'no-driver' },
    milliseconds: null
  },
  {
    provider: 'WebGPU',
    chosen: false,
    reason: { code: 'differs', cosine: 0.981 },
    milliseconds: 31
  },
  { provider: 'CPU', chosen: true, reason: null, milliseconds: 9.4 }
]
