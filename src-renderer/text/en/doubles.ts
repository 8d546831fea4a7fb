import type { DoubleCopy, DoublesOverview, KeepReason } from '#contract/doubles.ts'
import { inWords, type WordsOf } from '#contract/in-words.ts'
import { bytes, count, counted, decimal } from './numbers.ts'

const kilohertz = (hertz: number): string => `${decimal(hertz / 1000, 1)} kHz`
const kilobits = (bits: number): string => `${count(bits / 1000)} kbit/s`
const seconds = (value: number): string => `${decimal(value, 1)} s`

const reasons: WordsOf<KeepReason> = {
  available: () => 'Its file is there; those of the others are not.',
  lossless: () => 'It is lossless. The others are not, or were most likely made of lossy files.',
  wider: ({ bandwidth, other }) =>
    `Its sound reaches up to ${kilohertz(bandwidth)}, that of the others to ${kilohertz(other)}.`,
  whole: ({ longer }) => `It is ${seconds(longer)} longer: nothing is cut off.`,
  bitrate: ({ bitrate, codec, other, otherCodec }) =>
    `${kilobits(bitrate)} (${codec}) against ${kilobits(other)} (${otherCodec}).`,
  smaller: ({ bytes: own, other }) =>
    `The lossless others were most likely made of a lossy file: the same sound in ${bytes(own)} instead of ${bytes(other)}.`,
  tags: ({ filled, other }) => `More of its tags are filled: ${filled} against ${other}.`,
  used: ({ playlists, plays }) =>
    `It is the one in use: ${[
      playlists > 0 ? `in ${counted(playlists, 'playlist')}` : '',
      plays > 0 ? `played ${counted(plays, 'time')}` : ''
    ]
      .filter(Boolean)
      .join(', ')}.`,
  first: () => 'Nothing tells them apart; it came into the library first.'
}

/** The same recording in several files. */
export const doubles = {
  title: 'Doubles',
  lead: 'The same recording in several files, found by its sound. Listen before you choose.',
  find: 'Look for doubles',
  findNew: 'Look at what is new',
  looking: 'Looking…',
  notYet: 'Nothing was looked at yet',
  notYetLead:
    'Earshot compares tracks by their sound, whatever they are called, and shows which files hold the same recording. Nothing is changed by looking.',
  unheardLead: 'First Earshot has to listen to your music: there is nothing to compare yet.',
  none: 'No doubles found',
  noneLead: (of: DoublesOverview): string => `${looked(of)} No recording is there twice.`,
  looked,
  unheard: (n: number): string => `${counted(n, 'track')} not listened to yet, and so not looked at`,
  failed: (title: string, n: number): string => `${title}: ${counted(n, 'track')} not compared`,
  found: ({ groups, files, bytes: size }: DoublesOverview): string =>
    `${counted(groups, 'recording')} in more than one file, ${counted(files, 'file')} beside those to keep (${bytes(size)})`,
  onlySure: 'Only what is sure',
  recording: (title: string, n: number): string => `${title}: ${counted(n, 'file')}`,
  sure: 'Sure',
  notSure: 'Your choice',
  notSureWhy: 'Each has something that another lacks, or they were not all compared with each other.',
  keep: 'Keep',
  keepThis: (path: string): string => `Keep ${path}`,
  proposed: 'proposed',
  why: (all: readonly KeepReason[]): string => all.map(reason => inWords(reasons, reason)).join(' '),
  play: (path: string): string => `Play ${path}`,
  playAt: (path: string): string => `Go on in ${path} at the same moment`,
  setAside: 'Set the others aside…',
  setAsideOf: (title: string): string => `Set the others aside: ${title}`,
  setAsideSure: (n: number): string => `Set aside what is sure: ${counted(n, 'file')}…`,
  planName: 'Doubles',
  planNameTrash: 'Doubles, to the trash',
  ask: {
    title: (n: number): string => `Set ${counted(n, 'file')} aside?`,
    lead: (files: number, groups: number, size: number): string =>
      `${counted(files, 'file')} (${bytes(size)}) of ${counted(groups, 'recording')} leave the library. Nothing is deleted.`,
    where: 'What becomes of the files?',
    stay: 'They stay on the disk',
    trash: 'They go to the trash',
    stayNote: 'They stay where they are on the disk, and scans do not bring them back.',
    trashNote:
      'A file whose disk has no trash stays as it is, and is named. Only while the trash is not emptied can a file be taken back.',
    handed: (playlists: number, plays: number): string =>
      `What is known of them goes over to the files that are kept: ${[
        playlists > 0 ? counted(playlists, 'playlist') : '',
        plays > 0 ? counted(plays, 'play') : '',
        'ratings and taught tags'
      ]
        .filter(Boolean)
        .join(', ')}.`,
    ratings: (title: string, stars: readonly number[], more: number): string =>
      `“${title}” has ${stars.map(one => count(one)).join(' and ')} stars in its files: the most go over${more > 0 ? `, and so with ${counted(more, 'other recording')}` : ''}.`,
    undo: 'All of it can be taken back in the history of what was written.',
    go: 'Set aside',
    more: (n: number): string => `and ${count(n)} more`
  },
  apart: 'Not doubles',
  apartLabel: (title: string): string => `Not doubles: ${title}`,
  parted: 'Remembered: these are not one recording.',
  more: (n: number): string => `Show ${count(n)} more`,
  facts: {
    format: 'Format',
    bandwidth: 'Sound up to',
    length: 'Length',
    loudness: 'Loudness',
    tags: 'Tags',
    use: 'In use'
  },
  format: ({ codec, container, bitrate, sampleRate }: DoubleCopy): string =>
    [
      codec || container,
      bitrate === null ? '' : kilobits(bitrate),
      sampleRate === null ? '' : kilohertz(sampleRate)
    ]
      .filter(Boolean)
      .join(', '),
  bandwidth: ({ bandwidth }: DoubleCopy): string => (bandwidth === null ? '–' : kilohertz(bandwidth)),
  /** Only of lossless files. */
  origin: ({ lossless, origin: { says } }: DoubleCopy): string => {
    if (!lossless) return ''
    if (says === 'lossy') return 'most likely made of a lossy file'
    return says === 'lossless' ? 'no trace of a lossy encoder' : 'made of a lossy file? Cannot be told'
  },
  loudness: ({ loudness }: DoubleCopy): string => (loudness === null ? '–' : `${decimal(loudness, 1)} LUFS`),
  tags: ({ tags }: DoubleCopy): string => `${tags.filled} of ${tags.of}`,
  use: ({ playlists, plays, rating }: DoubleCopy): string =>
    [
      playlists.length > 0 ? counted(playlists.length, 'playlist') : '',
      plays > 0 ? counted(plays, 'play') : '',
      rating === null ? '' : counted(rating / 20, 'star')
    ]
      .filter(Boolean)
      .join(', ') || '–',
  beside: ({ identical, startsLater, louder, available }: DoubleCopy): string =>
    [
      available ? '' : 'file away',
      identical ? 'the same bytes' : '',
      startsLater === null ? 'not compared with it' : Math.abs(startsLater) < 0.1 ? '' : begins(startsLater),
      louder === null || Math.abs(louder) < 0.5
        ? ''
        : `${decimal(Math.abs(louder), 1)} dB ${louder > 0 ? 'louder' : 'softer'}`
    ]
      .filter(Boolean)
      .join(', ')
} as const

const begins = (later: number): string =>
  `begins ${seconds(Math.abs(later))} ${later > 0 ? 'later' : 'earlier'} in the music`

function looked({ looked: done, tracks }: DoublesOverview): string {
  return done >= tracks
    ? `Looked at all ${counted(tracks, 'track')}.`
    : `Looked at ${count(done)} of ${counted(tracks, 'track')}.`
}
