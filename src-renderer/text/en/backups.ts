import type { BackupKind } from '#contract/keeping.ts'
import { bytes, moment } from './numbers.ts'

const kinds: Record<BackupKind, string> = {
  migration: 'before an update',
  daily: 'of the day',
  tags: 'before tags were written',
  asked: 'asked for',
  replaced: 'before another was restored',
  import: 'before something was taken in'
}

/** Words of the backups of the library. */
export const backups = {
  title: 'Backups',
  lead: 'Everything but the music: what was heard, playlists, plays, ratings, taught tags and the history of written tags. Made daily while there are changes; the last seven are kept.',
  make: 'Make a backup',
  making: 'Making a backup…',
  made: (size: number): string => `A backup was made and read back whole (${bytes(size)}).`,
  none: 'There is no backup yet.',
  list: 'Backups',
  kind: (kind: BackupKind): string => kinds[kind],
  restore: 'Restore',
  restoreNamed: (at: number): string => `Restore the backup of ${moment(at)}`,
  waiting: (at: number): string =>
    `The backup of ${moment(at)} takes the library’s place when Earshot starts next.`,
  keep: 'Leave the library as it is',
  confirm: {
    title: 'Restore this backup?',
    lead: (at: number): string =>
      `The library becomes as it was on ${moment(at)}. What is there now is kept as a backup. No music file is changed.`,
    later: 'It takes its place when Earshot starts next.'
  },
  damaged: {
    title: 'The library is damaged',
    lead: 'Your music is safe: only what Earshot keeps about it cannot be read. Choose a backup to put back; the damaged library is kept beside it.',
    none: 'There is no backup to put back. Move the library file away and start Earshot again: it looks through your music anew.',
    restoring: 'Putting the backup back…'
  }
} as const
