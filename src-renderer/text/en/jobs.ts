import type { JobKind, Waits } from '#contract/entities.ts'
import { count, counted, lasting } from './numbers.ts'

/** What Earshot is doing: words for every kind of job. */
export const jobs = {
  label: 'What Earshot is doing',
  doing: {
    scan: 'Looking through your folders',
    analysis: 'Listening to your library',
    doubles: 'Looking for doubles',
    map: 'Laying out the map',
    'tag-plan': 'Making a plan of tags',
    'tag-write': 'Writing tags',
    'tag-undo': 'Putting tags back',
    'playlist-export': 'Exporting playlists',
    'model-add': 'Taking a model in',
    'model-download': 'Downloading a model'
  } satisfies Record<JobKind, string>,
  finished: {
    scan: n => `Looked through ${counted(n, 'file')}`,
    analysis: n => `Heard ${counted(n, 'track')}`,
    doubles: n => `Compared ${counted(n, 'track')} with others like it`,
    map: () => 'The map is laid out',
    'tag-plan': n => `Looked at the tags of ${counted(n, 'file')}`,
    'tag-write': n => `Wrote tags into ${counted(n, 'file')}`,
    'tag-undo': n => `Put tags back in ${counted(n, 'file')}`,
    'playlist-export': n => `Exported ${counted(n, 'file')}`,
    'model-add': () => 'The model is here',
    'model-download': () => 'The model is here'
  } satisfies Record<JobKind, (n: number) => string> as Record<JobKind, (n: number) => string>,
  stopped: {
    scan: 'Stopped looking',
    analysis: 'Listening is paused',
    doubles: 'Stopped looking for doubles: what was compared is kept',
    map: 'Stopped laying out the map',
    'tag-plan': 'Stopped making the plan',
    'tag-write': 'Stopped writing: what is written stays written',
    'tag-undo': 'Stopped putting tags back',
    'playlist-export': 'Stopped exporting',
    'model-add': 'Stopped taking the model in',
    'model-download': 'The download is paused'
  } satisfies Record<JobKind, string>,
  broke: {
    scan: 'Looking through your folders stopped',
    analysis: 'Listening stopped',
    doubles: 'Looking for doubles stopped',
    map: 'Laying out the map stopped',
    'tag-plan': 'The plan could not be made',
    'tag-write': 'Writing tags stopped',
    'tag-undo': 'Putting tags back stopped',
    'playlist-export': 'Exporting stopped',
    'model-add': 'The model could not be taken in',
    'model-download': 'The download stopped'
  } satisfies Record<JobKind, string>,
  progress: (done: number, total: number | null): string =>
    total === null ? `${count(done)} so far` : `${count(done)} of ${count(total)}`,
  pace: (n: number): string => `${count(n)} a minute`,
  /** A job that is one piece of work. */
  percent: (done: number): string => `${count(done)} %`,
  /** Jobs that move files count megabytes. */
  megabytes: (done: number, total: number | null): string =>
    total === null ? `${count(done)} MB so far` : `${count(done)} of ${count(total)} MB`,
  megabytePace: (n: number): string => `${count(n)} MB a minute`,
  left: (seconds: number): string => `${lasting(seconds)} left`,
  failed: (n: number): string => `${count(n)} left out`,
  waits: {
    battery: 'Waiting: the machine runs on its battery',
    busy: 'Waiting: other programs want the processor'
  } satisfies Record<Waits, string> as Record<Waits, string>,
  goOn: 'Go on anyway',
  pause: 'Pause',
  stop: 'Stop',
  resume: 'Resume'
} as const
