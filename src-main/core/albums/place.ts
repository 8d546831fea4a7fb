import { dirname } from 'node:path'
import { nameKey, sortKey } from './names.ts'
import type { Database } from '../database/open.ts'
import { placedSumStatements, type PlacedSumStatements } from '../database/statements/placed-sums.ts'
import {
  placingStatements,
  type PlacedBefore,
  type PlacedTrack,
  type PlacingStatements,
  type StoredAlbum,
  type StoredCredit
} from '../database/statements/placing.ts'
import { creditsOf, memberOf, titleKeyOf, type Credit, type Member } from './facts.ts'
import { groupAlbums, type Group } from './group.ts'

/** So many at once block others for a fraction of a second at most. */
const usualBatch = 500
/** All that share a title are looked at for each of them: where many do, few large batches cost less than many small ones. */
const largestBatch = 6400
/** So many of those that wait are put in order at once. */
const ordered = 20_000

/** Puts tracks that were added or changed where they belong: their albums, artists, genres and folders. */
export class Placer {
  readonly #db: Database
  readonly #placing: PlacingStatements
  readonly #sums: PlacedSumStatements
  /** Some of those that wait, those of one title together. */
  #waiting: readonly { id: number; titleKey: string }[] = []
  #taken = 0

  constructor(db: Database) {
    this.#db = db
    this.#placing = placingStatements(db)
    this.#sums = placedSumStatements(db)
  }

  /** How many tracks wait to be placed. */
  get waits(): number {
    return this.#placing.count()
  }

  /**
   * Places some of those that wait, with all that may be on one album with them; then counts what has changed. False where
   * there was nothing to do.
   */
  step(): boolean {
    const ids = this.#take()
    if (ids.length === 0) return this.#db.transaction(() => this.#sums.count(usualBatch)).immediate()
    this.#db.transaction(() => this.#place(ids)).immediate()
    return true
  }

  /** The next of those that wait. Tracks of one title stay together, so that those of that title are looked at once. */
  #take(): number[] {
    if (this.#taken >= this.#waiting.length) {
      this.#waiting = this.#placing
        .waiting(ordered)
        .map(({ id, album }) => ({ id, titleKey: titleKeyOf(album) }))
        .sort((a, b) => (a.titleKey < b.titleKey ? -1 : a.titleKey > b.titleKey ? 1 : a.id - b.id))
      this.#taken = 0
    }
    const from = this.#taken
    const shares = (at: number): boolean => {
      const { titleKey } = this.#waiting[at]!
      return titleKey !== '' && titleKey === this.#waiting[at - 1]!.titleKey
    }
    let end = Math.min(this.#waiting.length, from + usualBatch)
    while (end < this.#waiting.length && end - from < largestBatch && shares(end)) end++
    this.#taken = end
    return this.#waiting.slice(from, end).map(({ id }) => id)
  }

  #place(waiting: readonly number[]): void {
    const { members, before } = this.#gather(waiting)
    const touched = {
      albums: new Set(before.map(({ albumId }) => albumId).filter(id => id !== null)),
      folders: new Set(before.map(({ folderId }) => folderId)),
      artists: new Set<number>(),
      genres: new Set<number>()
    }
    // Who comes first decides where nothing else does: not by which of them was placed first.
    const groups = groupAlbums([...members.values()].sort((a, b) => a.facts.id - b.facts.id))
    const names = new Set<string>()
    const groupOf = new Map<number, { id: number; group: Group }>()
    for (const group of groups) {
      const id = this.#placing.album(albumOf(group))
      touched.albums.delete(id)
      for (const { facts } of group.members) groupOf.set(facts.id, { id, group })
    }
    for (const id of waiting.filter(one => !members.has(one))) {
      this.#noteOld(id, touched, names)
      this.#placing.remove(id)
    }
    const stood = new Map(before.map(one => [one.trackId, one]))
    const asBefore = this.#asBefore(waiting, stood)
    const genresOf = remembered(
      (written: readonly string[]) => this.#genres(written),
      written => written.join('\n')
    )
    const folderOf = remembered((path: string) => this.#placing.folder(path))
    const artistOf = remembered(
      (credit: Credit) => this.#artist(credit),
      ({ mbid, key }) => `${mbid}\n${key}`
    )
    for (const member of members.values()) {
      const { facts } = member
      const home = groupOf.get(facts.id)
      const credits = creditsIn(member, home?.group).map(one => ({ ...one, artistId: artistOf(one) }))
      const place = {
        trackId: facts.id,
        albumId: home?.id ?? null,
        titleKey: member.titleKey,
        mbid: member.mbid,
        folderId: folderOf(dirname(facts.path)),
        disc: member.disc ?? 1,
        number: facts.trackNumber ?? 0,
        leadKey: sortKey(member.lead?.key ?? '')
      }
      if (asBefore(place, credits)) continue
      const isNew = !stood.has(facts.id)
      if (!isNew) this.#noteOld(facts.id, touched, names)
      touched.folders.add(place.folderId)
      this.#placing.place(place)
      for (const { artistId, key, mbid } of credits) {
        touched.artists.add(artistId)
        if (mbid !== '') names.add(key)
      }
      this.#placing.setCredits(facts.id, credits, isNew)
      const genres = genresOf(facts.genres)
      for (const id of genres) touched.genres.add(id)
      this.#placing.setGenres(facts.id, genres, isNew)
    }
    for (const key of names) for (const id of this.#settle(key)) touched.artists.add(id)
    this.#sums.dropAlbums(touched.albums)
    for (const what of ['folders', 'artists', 'genres'] as const) this.#sums.note(what, touched[what])
    this.#placing.placed(waiting)
  }

  /** All tracks that can be on one album with these, as they are and as they were. */
  #gather(waiting: readonly number[]): {
    members: Map<number, Member>
    before: PlacedBefore[]
  } {
    const members = new Map<number, Member>()
    const seen = new Set(waiting)
    const before = this.#placing.told(waiting)
    const titles = new Set(before.map(({ titleKey }) => titleKey))
    const mbids = new Set(before.map(({ mbid }) => mbid))
    let ids = [...waiting]
    while (ids.length > 0) {
      const fresh: { titles: string[]; mbids: string[] } = { titles: [], mbids: [] }
      if (members.size === 0) fresh.titles.push(...titles)
      if (members.size === 0) fresh.mbids.push(...mbids)
      for (const facts of this.#placing.facts(ids)) {
        const member = memberOf(facts)
        members.set(facts.id, member)
        const { titleKey, mbid } = member
        if (titleKey !== '' && !titles.has(titleKey)) fresh.titles.push(titleKey)
        if (mbid !== '' && !mbids.has(mbid)) fresh.mbids.push(mbid)
        titles.add(titleKey)
        mbids.add(mbid)
      }
      const found = this.#placing.with(fresh.titles, fresh.mbids)
      ids = [...new Set(found)].filter(id => !seen.has(id))
      for (const id of ids) seen.add(id)
      before.push(...this.#placing.told(ids))
    }
    return { members, before }
  }

  /**
   * Whether a track that only shares a title with those that wait stands as it stood: with ten thousand tracks of one title
   * ("Unknown Album"), writing all of them down for each would take seconds.
   */
  #asBefore(
    waiting: readonly number[],
    stood: ReadonlyMap<number, PlacedBefore>
  ): (place: PlacedTrack, credits: readonly StoredCredit[]) => boolean {
    const changed = new Set(waiting)
    return (place, credits) => {
      const was = stood.get(place.trackId)
      if (changed.has(place.trackId) || was === undefined) return false
      if (was.albumId !== place.albumId || was.folderId !== place.folderId || was.disc !== place.disc)
        return false
      const had = this.#placing.creditsOf(place.trackId)
      return (
        had.length === credits.length &&
        credits.every(({ artistId, role, key }, at) => {
          const one = had[at]!
          return one.artistId === artistId && one.role === role && one.key === key
        })
      )
    }
  }

  #noteOld(id: number, touched: Record<'artists' | 'genres', Set<number>>, names: Set<string>): void {
    for (const { artistId, key, mbid } of this.#placing.creditsOf(id)) {
      touched.artists.add(artistId)
      if (mbid !== '') names.add(key)
    }
    for (const genre of this.#placing.genresOf(id)) touched.genres.add(genre)
  }

  /** Told by the MusicBrainz id where there is one: its own, or the only one that the name goes by; else by the name. */
  #artist({ mbid, key, name }: Credit): number {
    const told = mbid === '' ? this.#sums.mbidsOf(key) : [mbid]
    return this.#sums.artist(told.length === 1 ? `artist ${told[0]!}` : `name ${key}`, name)
  }

  /** The ids that a name goes by have changed: whose the tracks are with the name alone. Gives whose tracks have changed. */
  #settle(key: string): number[] {
    const id = this.#artist({ key, name: key, mbid: '' })
    return [...this.#sums.hand(key, id), id]
  }

  #genres(written: readonly string[]): number[] {
    const ids = written.flatMap(name => {
      const key = nameKey(name)
      return key === '' ? [] : [this.#placing.genre(key, name)]
    })
    return [...new Set(ids)]
  }
}

/** Whose a track and its album are. */
function creditsIn(
  { facts, albumArtists }: Member,
  group: Group | undefined
): (Credit & Pick<StoredCredit, 'role'>)[] {
  const by = albumArtists.length > 0 ? albumArtists : group?.by ? [group.by] : []
  const own = creditsOf(facts.artist, facts.artists, facts.artistMbids)
  return [
    ...(group === undefined ? [] : by.map(credit => ({ ...credit, role: 'album' as const }))),
    ...own.map(credit => ({ ...credit, role: 'track' as const }))
  ]
}

/** Asks once for each. */
function remembered<Asked, Answer>(
  ask: (asked: Asked) => Answer,
  keyOf: (asked: Asked) => unknown = asked => asked
): (asked: Asked) => Answer {
  const known = new Map<unknown, Answer>()
  return asked => {
    const key = keyOf(asked)
    if (!known.has(key)) known.set(key, ask(asked))
    return known.get(key)!
  }
}

function albumOf({ key, by, various, members }: Group): StoredAlbum {
  const inOrder = [...members].sort(
    (a, b) =>
      (a.disc ?? 1) - (b.disc ?? 1) ||
      (a.facts.trackNumber ?? 0) - (b.facts.trackNumber ?? 0) ||
      a.facts.id - b.facts.id
  )
  const all = members.map(({ facts }) => facts)
  const discs = new Set(members.map(({ disc }) => disc ?? 1)).size
  // Of one disc alone the title stays as it is written.
  const title = mostFrequent(discs > 1 ? members.map(one => one.title) : all.map(({ album }) => album))!
  const artist = various
    ? ''
    : (mostFrequent(members.map(one => one.albumArtist).filter(Boolean)) ?? by?.name ?? '')
  const titleKey = nameKey(title)
  const artistKey = nameKey(artist)
  return {
    key,
    title,
    artist,
    various,
    year: mostFrequent(all.map(({ year }) => year).filter(year => year !== null)),
    discs,
    tracks: members.length,
    duration: all.reduce((sum, { duration }) => sum + (duration ?? 0), 0),
    addedAt: Math.max(...all.map(({ addedAt }) => addedAt)),
    format: mostFrequent(all.map(({ codec }) => codec).filter(Boolean)) ?? '',
    coverId: inOrder[0]!.facts.id,
    titleKey: sortKey(titleKey),
    artistKey: sortKey(artistKey),
    words: `${titleKey} ${artistKey}`
  }
}

/** The first of those that are there most often; null for none. */
function mostFrequent<Value>(values: readonly Value[]): Value | null {
  const counts = new Map<Value, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return (
    [...counts].reduce<[Value, number] | null>(
      (best, one) => (best === null || one[1] > best[1] ? one : best),
      null
    )?.[0] ?? null
  )
}
