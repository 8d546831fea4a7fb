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

export const fakeProviders: ProviderTrial[] = [
  {
    provider: 'CUDA',
    chosen: false,
    reason: 'No NVIDIA driver was found on this machine.',
    milliseconds: null
  },
  {
    provider: 'WebGPU',
    chosen: false,
    reason: 'Its result differed from the CPU (cosine 0.981).',
    milliseconds: 31
  },
  { provider: 'CPU', chosen: true, reason: null, milliseconds: 9.4 }
]
