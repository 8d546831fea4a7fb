import type { Settings } from '#contract/settings.ts'
import type { Job, JobKind } from '#contract/entities.ts'
import type { EventName, Events } from '#contract/events.ts'
import type { Input, Output, RequestName } from '#contract/requests.ts'

/** What is not answered here fails as it would with an older engine. */
export type Handlers = { [N in RequestName]?: (input: Input<N>) => Output<N> }

/** What a family of made-up answers needs of the made-up engine; `options` are those it reads. */
export interface FakeEngine<Options> {
  readonly options: Options & { tracks: number; jobs: Job[] }
  emit<E extends EventName>(name: E, value: Events[E]): void
}

export const fakeJob = (kind: JobKind, over: Partial<Job> = {}): Job => ({
  id: 1,
  kind,
  state: 'running',
  done: 0,
  total: null,
  skipped: 0,
  failed: 0,
  startedAt: 0,
  endedAt: null,
  waits: null,
  pace: null,
  remaining: null,
  current: null,
  error: null,
  ...over
})

/** As on a first start. */
export const fakeSettings: Settings = {
  theme: 'system',
  language: 'system',
  density: 'comfortable',
  ffmpeg: null,
  scanOnStart: true,
  watchFolders: true,
  journalDays: null,
  textCharset: 'windows-1252',
  effort: 'full',
  replayGain: 'off',
  crossfade: 0,
  notifyTracks: false
}
