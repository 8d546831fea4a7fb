import type { SavedSearch } from '#contract/searches.ts'
import type { Database } from '../open.ts'
import { quoted } from '../full-text.ts'

export interface SearchesStatements {
  /** Oldest first. */
  saved(): SavedSearch[]
  /** Gives the number; of a text that is kept already, that one. */
  save(text: string, now: number): number
  forget(id: number): void
  /** Counts one more use; only the newest are kept. */
  used(text: string, now: number): void
  /** What was asked, newest first. */
  history(limit: number): string[]
  /** What was asked, with how often and when last. */
  allHistory(): Asked[]
  /** As it was elsewhere. */
  keepHistory(asked: Asked): void
  forgetHistory(): void
}

interface Asked {
  text: string
  uses: number
  at: number
}

const kept = 500

export function searchesStatements(db: Database): SearchesStatements {
  const saved = db.prepare<[], SavedSearch>(
    'SELECT id, text, saved_at AS savedAt FROM saved_searches ORDER BY id'
  )
  const save = db
    .prepare<{ text: string; now: number }, number>(
      `INSERT INTO saved_searches (text, saved_at) VALUES (@text, @now)
       ON CONFLICT (text) DO UPDATE SET text = excluded.text RETURNING id`
    )
    .pluck()
  const forget = db.prepare<[number]>('DELETE FROM saved_searches WHERE id = ?')
  const used = db.prepare<{ text: string; now: number }>(
    `INSERT INTO search_history (text, uses, at) VALUES (@text, 1, @now)
     ON CONFLICT (text) DO UPDATE SET uses = uses + 1, at = excluded.at`
  )
  const tooMany = db.prepare<[number]>(
    'DELETE FROM search_history WHERE at < (SELECT at FROM search_history ORDER BY at DESC LIMIT 1 OFFSET ?)'
  )
  const history = db
    .prepare<[number], string>('SELECT text FROM search_history ORDER BY at DESC LIMIT ?')
    .pluck()
  const allHistory = db.prepare<[], Asked>('SELECT text, uses, at FROM search_history ORDER BY at, text')
  const keepHistory = db.prepare<Asked>(
    'INSERT OR IGNORE INTO search_history (text, uses, at) VALUES (@text, @uses, @at)'
  )
  const forgetHistory = db.prepare<[]>('DELETE FROM search_history')
  return {
    saved: () => saved.all(),
    save: (text, now) => save.get({ text, now })!,
    forget: id => void forget.run(id),
    used: (text, now) => {
      used.run({ text, now })
      tooMany.run(kept - 1)
    },
    history: limit => history.all(limit),
    allHistory: () => allHistory.all(),
    keepHistory: asked => {
      keepHistory.run(asked)
      tooMany.run(kept - 1)
    },
    forgetHistory: () => void forgetHistory.run()
  }
}

/** How many shown tracks a genre has in a decade; null where no year is known. */
interface GenreCount {
  genre: string
  decade: number | null
  tracks: number
}

export interface OwnWordsStatements {
  genres(): GenreCount[]
  /** Artists with the most heard tracks first. */
  artists(limit: number): string[]
  /** Values of these columns with words that begin so. */
  beginning(column: 'artist' | 'album', words: readonly string[], limit: number): string[]
  /** Whether a shown track is shorter, in seconds. */
  anyShorter(seconds: number): boolean
  playlists(): string[]
  taught(): string[]
}

/** What a library calls things: for help while somebody types. */
export function ownWordsStatements(db: Database): OwnWordsStatements {
  const genres = db.prepare<[], GenreCount>(
    `SELECT one.value AS genre, tracks.year / 10 * 10 AS decade, count(*) AS tracks
     FROM visible_tracks AS tracks, json_each(tracks.genres) AS one WHERE tracks.genres <> '[]'
     GROUP BY fold(one.value), decade ORDER BY tracks DESC, genre`
  )
  const artists = db
    .prepare<[number], string>(
      `SELECT artist FROM analyses JOIN visible_tracks AS tracks ON tracks.id = analyses.track_id
       WHERE artist <> '' GROUP BY artist ORDER BY count(*) DESC, artist LIMIT ?`
    )
    .pluck()
  const artistsSo = db
    .prepare<[string, number], string>(
      `SELECT tracks.artist FROM track_words JOIN tracks ON tracks.id = track_words.rowid
       WHERE track_words MATCH ? LIMIT ?`
    )
    .pluck()
  const albumsSo = db
    .prepare<[string, number], string>(
      `SELECT tracks.album FROM track_words JOIN tracks ON tracks.id = track_words.rowid
       WHERE track_words MATCH ? LIMIT ?`
    )
    .pluck()
  const byColumn = { artist: artistsSo, album: albumsSo }
  const shorter = db
    .prepare<[number], number>(
      'SELECT EXISTS (SELECT 1 FROM visible_tracks WHERE duration > 0 AND duration < ?)'
    )
    .pluck()
  const playlists = db.prepare<[], string>('SELECT name FROM playlists ORDER BY id').pluck()
  const taught = db.prepare<[], string>('SELECT name FROM taught_tags ORDER BY id').pluck()
  return {
    genres: () => genres.all(),
    artists: limit => artists.all(limit),
    beginning: (column, words, limit) => [
      ...new Set(byColumn[column].all(`${column} : ${words.map(quoted).join(' + ')} *`, limit))
    ],
    anyShorter: seconds => shorter.get(seconds) === 1,
    playlists: () => playlists.all(),
    taught: () => taught.all()
  }
}
