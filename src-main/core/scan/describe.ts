import { basename } from 'node:path'
import type { IAudioMetadata } from 'music-metadata'
import type { Passage } from '#contract/entities.ts'
import type { TrackRecord } from '../database/statements/tracks.ts'
import { pathForDisplay } from '../files/paths.ts'
import { extensionOf } from '../formats/names.ts'
import { fieldOfName } from '../tags/field-names.ts'
import { fillFrom, noTexts, say, type TagTexts, type TextField } from '../tags/fields.ts'
import { asStars, ofStars, starsOfWindows, valueAs } from '../tags/ratings.ts'
import { longestSheet, parseSheet } from './cue-sheet.ts'
import { cleanGenres, cleanInteger, cleanNumber, cleanText, cleanYear, longestComment } from './clean-tags.ts'

/** More names than anybody credits. */
const mostNames = 100

/** What the texts of a file come to in the library. */
export type Shown = Pick<
  TrackRecord,
  | 'title'
  | 'artist'
  | 'artists'
  | 'album'
  | 'albumArtist'
  | 'albumArtists'
  | 'compilation'
  | 'albumMbid'
  | 'artistMbids'
  | 'albumArtistMbids'
  | 'genres'
  | 'comment'
  | 'trackNumber'
  | 'discNumber'
  | 'year'
  | 'bpm'
  | 'key'
  | 'textRule'
>

/** What the file says of being played: a first rating (0..100), and plays. */
export function playedOf({ values }: TagTexts): { rating: number | null; plays: number } {
  const plays = values.plays.map(value => cleanInteger(value, 1, 999_999_999) ?? 0)
  return { rating: cleanInteger(ofStars(values.rating[0]), 1, 100), plays: Math.max(0, ...plays) }
}

/** Of a cue sheet in its tags; one track is the file itself. */
export function passagesOf({ values }: TagTexts): Passage[] {
  const [sheet] = values.cueSheet
  if (sheet === undefined || sheet.length > longestSheet) return []
  return parseSheet(sheet).find(({ passages }) => passages.length > 1)?.passages ?? []
}

/** `name`: the path it is called after where it has no title. Of several titles and albums the first counts. */
export function shownOf(name: string, { values, custom, rule }: TagTexts): Shown {
  const fileName = pathForDisplay(basename(name))
  const stem = fileName.slice(0, fileName.length - extensionOf(fileName).length - 1)
  const [artist, artists] = credit(values.artist, values.artists)
  const [albumArtist, albumArtists] = credit(values.albumArtist, values.albumArtists)
  const comments = values.comment.length > 0 ? values.comment : values.otherComment
  return {
    title: first(values.title) || cleanText(stem) || fileName,
    artist,
    artists,
    album: first(values.album),
    albumArtist,
    albumArtists,
    compilation: /^(?:1|true|yes)$/i.test(values.compilation[0]?.trim() ?? ''),
    albumMbid: mbidsOf(custom, 'album')[0] ?? '',
    artistMbids: mbidsOf(custom, 'artist'),
    albumArtistMbids: mbidsOf(custom, 'albumartist'),
    genres: cleanGenres(values.genre),
    comment: cleanText(comments.slice(0, 100).join(' '), longestComment),
    trackNumber: cleanInteger(values.trackNumber[0], 1, 9999),
    discNumber: cleanInteger(values.discNumber[0], 1, 999),
    year: cleanYear(...values.year, ...values.originalDate),
    bpm: cleanNumber(values.bpm[0], 20, 999),
    key: cleanText(values.key[0], 20),
    textRule: rule
  }
}

const mbid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi

/** MusicBrainz ids as taggers write them: "MUSICBRAINZ_ALBUMID", "MusicBrainz Album Id"; several in one value, too. */
function mbidsOf(custom: TagTexts['custom'], of: 'album' | 'artist' | 'albumartist'): string[] {
  const named = custom.find(({ name }) => name.replace(/[^a-z]/gi, '').toLowerCase() === `musicbrainz${of}id`)
  const found = named?.values.flatMap(value => value.slice(0, 4000).match(mbid) ?? []) ?? []
  return found.slice(0, mostNames).map(id => id.toLowerCase())
}

function first(values: readonly string[]): string {
  for (const value of values) {
    const text = cleanText(value)
    if (text !== '') return text
  }
  return ''
}

/** The credit as it is shown, and the names it is found by. */
function credit(values: readonly string[], singles: readonly string[]): [string, string[]] {
  const clean = (texts: readonly string[]): string[] => [
    ...new Set(
      texts
        .slice(0, mostNames)
        .map(text => cleanText(text))
        .filter(text => text !== '')
    )
  ]
  const written = clean(values)
  const names = clean(singles.length > 0 ? singles : values)
  const shown = cleanText((written.length > 0 ? written : names).join(', '))
  return [shown, names.length === 1 && names[0] === shown ? [] : names]
}

/** The same of what another reader found, for files whose tags ours does not know. */
export function textsOf(metadata: IAudioMetadata | null): TagTexts {
  const texts = noTexts()
  const common = metadata?.common
  // Of AIFF's own chunks it drops the eighth bit of each letter.
  if (common === undefined || Object.keys(metadata!.native).every(kind => kind === 'AIFF')) return texts
  const list = (...values: unknown[]): string[] =>
    values
      .flat()
      .flatMap(value => (value === undefined || value === null || value === '' ? [] : [String(value)]))
  Object.assign(texts.values, {
    title: list(common.title),
    artist: list(common.artist),
    artists: list(common.artists),
    album: list(common.album),
    albumArtist: list(common.albumartist),
    year: list(common.year, common.date),
    originalDate: list(common.originaldate),
    trackNumber: list(common.track.no),
    discNumber: list(common.disk.no),
    genre: list(common.genre),
    comment: list(common.comment?.map(({ text }) => text)),
    bpm: list(common.bpm),
    key: list(common.key),
    compilation: common.compilation === true ? ['1'] : [],
    rating: list(asStars(ratingOf(metadata)))
  })
  texts.custom.push(
    { name: 'MUSICBRAINZ_ALBUMID', values: list(common.musicbrainz_albumid) },
    { name: 'MUSICBRAINZ_ARTISTID', values: list(common.musicbrainz_artistid) },
    { name: 'MUSICBRAINZ_ALBUMARTISTID', values: list(common.musicbrainz_albumartistid) }
  )
  return fillFrom(texts, matroskaTexts(metadata))
}

/** Of WMA the very number counts, as the other reader's share of it is another. */
function ratingOf(metadata: IAudioMetadata | null): number | null {
  const own = metadata?.native['asf']?.find(({ id }) => id === 'WM/SharedUserRating')
  if (own !== undefined) return starsOfWindows(Number(own.value))
  const share = metadata?.common.rating?.[0]?.rating
  return share !== undefined && share > 0 && share <= 1 ? Math.round(share * 100) : null
}

/** Names of its own in Matroska; what most programs write there are those of Vorbis comments. */
const inMatroska: Readonly<Record<string, TextField>> = { DATE_RELEASED: 'year', DATE_RECORDED: 'year' }

/** What the other reader hands on of Matroska without knowing its meaning. */
function matroskaTexts(metadata: IAudioMetadata | null): TagTexts | null {
  const native = metadata?.native['matroska']
  if (native === undefined) return null
  const texts = noTexts()
  for (const { id, value } of native) {
    const name = id.slice(id.indexOf(':') + 1).toUpperCase()
    const field = inMatroska[name] ?? fieldOfName(name)
    if (field !== null && typeof value === 'string') say(texts, field, valueAs(field, name, value))
  }
  return texts
}
