import type { CueFormat } from '#contract/moments.ts'
import { count, counted } from './numbers.ts'

/** Passages that sound like something. */
export const moments = {
  title: 'Moments',
  lead: 'Type what to listen for behind "moment:", such as a saxophone solo, and the passages that sound like it are listed.',
  none: 'No passage here sounds like that',
  noneLead: 'Try fewer or plainer words: an instrument, a voice, a mood.',
  found: (shown: number, cut: number): string => {
    if (cut === 0) return `No passage stands out: the closest ${count(shown)}`
    return cut > shown ? `The ${count(shown)} hottest of ${counted(cut, 'moment')}` : counted(shown, 'moment')
  },
  playAll: 'Play in a row',
  play: (title: string, from: string, to: string): string => `Play ${title} from ${from} to ${to}`,
  heat: (strength: number): string => `${Math.round(strength * 100)} % as hot as the hottest here`,
  save: 'Cue points:',
  saveAs: {
    json: 'Save as JSON',
    csv: 'Save as a table (CSV)',
    m3u: 'Save as a playlist for VLC (M3U), which plays just the passages'
  } satisfies Record<CueFormat, string>
} as const
