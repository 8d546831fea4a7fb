import type { Guess } from '#contract/playlists.ts'
import type { Database } from '../../database/open.ts'
import { relinkingStatements, type NamedTrack } from '../../database/statements/relinking.ts'
import { trackIdStatements } from '../../database/statements/track-ids.ts'
import { candidates, segments, shownPath } from './candidates.ts'
import { percentDecode } from './addresses.ts'
import { isNumbered, numberedName, withoutNumber } from './plain-name.ts'
import { label, type ReadEntry } from './playlist-file.ts'

export type Link = { trackId: number; by: 'path' | 'tail' | 'tags' }

interface Known extends NamedTrack {
  segments: string[]
}

/** Seconds within which two lengths are the same: files are cut and measured differently. */
const sameLength = 3
/** Tracks with one name: more than that tells nothing. */
const mostAlike = 500
const mostGuesses = 5

/** Finds the tracks that entries of files mean. Built for one import: it sees the library as it is then. */
export class Relinker {
  readonly #byPath: (path: string) => number | null
  readonly #all: () => Known[]
  #index: Index | null = null

  constructor(db: Database) {
    this.#byPath = trackIdStatements(db).shownAt
    const { all } = relinkingStatements(db)
    this.#all = () => all().map(track => ({ ...track, segments: segments(track.path) }))
  }

  /** By exact path, the end of the path, tags and length, a name as it is copied for cars; null where none is sure. */
  find(entry: ReadEntry, folder: string | null): Link | null {
    for (const path of candidates(entry, folder)) {
      const trackId = this.#byPath(path)
      if (trackId !== null) return { trackId, by: 'path' }
    }
    const index = this.#indexed()
    return index.byTail(entry) ?? index.byTags(entry) ?? index.byNumberedName(entry)
  }

  /** The most alike, best first. */
  guesses(entry: ReadEntry): Guess[] {
    return this.#indexed().guesses(entry)
  }

  #indexed(): Index {
    return (this.#index ??= new Index(this.#all()))
  }
}

class Index {
  readonly #byName = new Map<string, Known[]>()
  readonly #byStem = new Map<string, Known[]>()
  readonly #byLabel = new Map<string, Known[]>()
  readonly #byTitle = new Map<string, Known[]>()
  readonly #tracks: Known[]
  #words: Map<string, Known[]> | null = null
  #plainNames: Map<string, Known[]> | null = null

  constructor(tracks: Known[]) {
    this.#tracks = tracks
    for (const track of tracks) {
      const name = track.segments.at(-1) ?? ''
      add(this.#byName, name, track)
      add(this.#byStem, stem(name), track)
      add(this.#byLabel, plain(label(track)), track)
      add(this.#byTitle, plain(track.title), track)
    }
  }

  byTail(entry: ReadEntry): Link | null {
    for (const path of [shownPath(entry), percentDecode(entry.path)]) {
      const wanted = segments(path)
      const name = wanted.at(-1)
      if (name === undefined) continue
      const exact = this.#best(this.#byName.get(name) ?? [], wanted, entry)
      if (exact !== null) return { trackId: exact.id, by: 'tail' }
      const called = theNamed(this.#byStem.get(stem(name)) ?? [], entry)
      if (called !== null) return { trackId: called.id, by: 'tail' }
      // The same file in another format.
      const others = (this.#byStem.get(stem(name)) ?? []).filter(track => agrees(entry, track))
      const stems = [...wanted.slice(0, -1), stem(name)]
      const alike = this.#best(others, stems, entry, track => [
        ...track.segments.slice(0, -1),
        stem(track.segments.at(-1)!)
      ])
      if (alike !== null) return { trackId: alike.id, by: 'tail' }
    }
    return null
  }

  byTags(entry: ReadEntry): Link | null {
    const told = plain(label(entry))
    const keys = told === '' ? labelsOf(nameIn(entry)) : [told]
    for (const key of keys) {
      // The name of a file alone has to say the artist, too.
      const said = (track: Known): boolean => told !== '' || (track.artist !== '' && track.title !== '')
      const named = (this.#byLabel.get(key) ?? []).filter(
        track => said(track) && fits(entry, track) !== false
      )
      const one = single(named, entry)
      if (one !== null) return { trackId: one.id, by: 'tags' }
    }
    if (entry.artist !== '' || entry.duration === null) return null
    // Only a title: the length has to say the same.
    const titled = single(
      (this.#byTitle.get(plain(entry.title)) ?? []).filter(track => fits(entry, track) === true),
      entry
    )
    return titled === null ? null : { trackId: titled.id, by: 'tags' }
  }

  /** "003 Joga.mp3" is what "Jóga.flac" is called where it was copied for a car. */
  byNumberedName(entry: ReadEntry): Link | null {
    const name = nameIn(entry)
    if (!isNumbered(name)) return null
    const alike = this.#byPlainName().get(plainStem(name)) ?? []
    const one = alike.length > mostAlike ? null : single(alike, entry)
    return one === null || fits(entry, one) === false ? null : { trackId: one.id, by: 'tail' }
  }

  guesses(entry: ReadEntry): Guess[] {
    const name = segments(shownPath(entry)).at(-1) ?? ''
    const asked = words(`${label(entry)} ${stem(name)}`)
    const scores = new Map<Known, number>()
    const byWord = this.#byWord()
    let whole = 0
    for (const word of asked) {
      const tracks = byWord.get(word) ?? []
      const weight = Math.log(1 + this.#tracks.length / (1 + tracks.length))
      whole += weight
      if (tracks.length > Math.max(mostAlike, this.#tracks.length / 50)) continue
      for (const track of tracks) scores.set(track, (scores.get(track) ?? 0) + weight)
    }
    return [...scores]
      .map(([track, score]) => ({ track, likeness: Math.min(1, score / (whole || 1)) }))
      .filter(({ likeness }) => likeness > 0.2)
      .sort((a, b) => b.likeness - a.likeness || a.track.id - b.track.id)
      .slice(0, mostGuesses)
      .map(({ track: { id, title, artist, path }, likeness }) => ({
        trackId: id,
        title,
        artist,
        path,
        likeness
      }))
  }

  /** Only made where one is asked for. */
  #byPlainName(): Map<string, Known[]> {
    if (this.#plainNames !== null) return this.#plainNames
    this.#plainNames = new Map()
    for (const track of this.#tracks) add(this.#plainNames, plainStem(numberedName(track.path, 1, 3)), track)
    return this.#plainNames
  }

  /** Only made when something was not found. */
  #byWord(): Map<string, Known[]> {
    if (this.#words !== null) return this.#words
    this.#words = new Map()
    for (const track of this.#tracks) {
      const name = stem(track.segments.at(-1) ?? '')
      for (const word of words(`${label(track)} ${name}`)) add(this.#words, word, track)
    }
    return this.#words
  }

  /** The one whose path ends like the wanted one for the longest; null where two do, or where it says too little. */
  #best(
    tracks: Known[],
    wanted: string[],
    entry: ReadEntry,
    partsOf: (track: Known) => string[] = track => track.segments
  ): Known | null {
    if (tracks.length === 0 || tracks.length > mostAlike) return null
    const tails = tracks.map(track => ({ track, length: commonTail(partsOf(track), wanted) }))
    const longest = Math.max(...tails.map(({ length }) => length))
    const best = tails.filter(({ length }) => length === longest).map(({ track }) => track)
    const possible = best.filter(track => fits(entry, track) !== false)
    if (possible.length === 0) return null
    const sure = single(possible, entry)
    if (sure === null) return null
    // A bare name is enough where nothing contradicts it and no other file has it.
    return longest >= 2 || tracks.length === 1 || agrees(entry, sure) ? sure : null
  }
}

function add(map: Map<string, Known[]>, key: string, track: Known): void {
  const list = map.get(key)
  if (list) list.push(track)
  else map.set(key, [track])
}

/** The only one, or the only one with the same length and tags. */
function single(tracks: Known[], entry: ReadEntry): Known | null {
  if (tracks.length === 1) return tracks[0]!
  const agreeing = tracks.filter(track => agrees(entry, track))
  return agreeing.length === 1 ? agreeing[0]! : null
}

/** Of files of one name the only one of this artist and title: together they outweigh a length that is another. */
function theNamed(tracks: Known[], entry: ReadEntry): Known | null {
  const told = plain(label(entry))
  if (told === '' || tracks.length > mostAlike) return null
  const named = tracks.filter(
    track => track.artist !== '' && track.title !== '' && plain(label(track)) === told
  )
  return named.length === 1 ? named[0]! : null
}

/** What "07 Artist - Title.mp3" may say, with its number and without. */
const labelsOf = (name: string): string[] =>
  [stem(name), stem(name).replace(/^\d{1,4}[\s._-]+/, '')].map(plain).filter(Boolean)

const nameIn = (entry: ReadEntry): string => shownPath(entry).split(/[\\/]/).at(-1) ?? ''

/** Whether the lengths are the same; null where one is not known. */
function fits(entry: ReadEntry, track: Known): boolean | null {
  if (entry.duration === null || track.duration === null) return null
  return Math.abs(entry.duration - track.duration) <= sameLength
}

function agrees(entry: ReadEntry, track: Known): boolean {
  const length = fits(entry, track)
  if (length === false) return false
  const told = plain(label(entry))
  const named = told !== '' && (told === plain(label(track)) || told === plain(track.title))
  return named || (told === '' && length === true)
}

function commonTail(a: string[], b: string[]): number {
  let length = 0
  while (length < a.length && length < b.length && a.at(-1 - length) === b.at(-1 - length)) length++
  return length
}

const plainStem = (name: string): string => stem(withoutNumber(name)).toLowerCase()

const stem = (name: string): string => name.replace(/\.[^.]{1,5}$/, '')

/** Letters and digits only: programs put dots, dashes and quotes as they like. */
const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

const words = (text: string): Set<string> =>
  new Set(
    plain(text)
      .split(' ')
      .filter(word => word.length > 1)
  )
