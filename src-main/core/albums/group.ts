import { extname } from 'node:path'
import type { Credit, Member } from './facts.ts'

/** Which tracks are one album. */
export interface Group {
  /** What it is told by: the same as long as that is said of its tracks. */
  key: string
  various: boolean
  /** Whose it is; null for various artists, and where nobody is named. */
  by: Credit | null
  members: Member[]
}

/** Before its members are looked at: tracks of one title in one folder, and whose they are together. */
interface Part {
  by: Credit | null
  various: boolean
  /** Told by its folder alone. */
  bound: boolean
  mbid: string
  members: Member[]
}

/**
 * Puts tracks together that are one album. All with a title, or a MusicBrainz id, of any of them have to be there. The id of
 * the release counts first, then who the album is by and its title, whatever folders it is in; where no file says whose it
 * is, one artist's tracks of a folder are hers, and several artists' are a compilation.
 */
export function groupAlbums(all: readonly Member[]): Group[] {
  const titled = all.filter(({ titleKey }) => titleKey !== '')
  const inFolders = Map.groupBy(titled, ({ release, titleKey }) => `${titleKey}\n${release}`)
  const parts = [...inFolders.values()].flatMap(members => partsOf(members))
  const byKey = Map.groupBy(parts, part => keyOf(part))
  mergeTold(byKey)
  return [...byKey].flatMap(([key, some]) => editions(key, some))
}

function keyOf({ mbid, by, various, bound, members: [first] }: Part): string {
  if (mbid !== '') return `release ${mbid}`
  if (bound) return `folder ${first!.titleKey}\n${first!.release}`
  return `title ${first!.titleKey}\n${various ? '' : (by?.key ?? '')}`
}

/** Tracks of one title in one folder: one album most often. */
function partsOf(members: Member[]): Part[] {
  folderDiscs(members)
  const mbids = distinct(members.map(({ mbid }) => mbid))
  // What one track says of the release holds for those that say nothing.
  const sole = mbids.length === 1 ? mbids[0]! : ''
  const byMbid = Map.groupBy(members, ({ mbid }) => mbid || sole)
  return [...byMbid].flatMap(([mbid, some]) => byArtist(some).map(part => ({ ...part, mbid })))
}

function byArtist(members: Member[]): Omit<Part, 'mbid'>[] {
  const written = distinct(members.map(writtenKey))
  if (written.length > 1) {
    const silent = members.filter(member => writtenKey(member) === '')
    const telling = Map.groupBy(
      members.filter(member => writtenKey(member) !== ''),
      writtenKey
    )
    return [...[...telling.values()].flatMap(byArtist), ...(silent.length > 0 ? byArtist(silent) : [])]
  }
  if (written.length === 1) {
    const one = members.find(member => writtenKey(member) !== '')!
    if (!one.various) return [{ by: albumCredit(one), various: false, bound: false, members }]
    return [{ by: null, various: true, bound: false, members }]
  }
  const leads = Map.groupBy(members, ({ lead }) => lead?.key ?? '')
  const shared = sharedLead(members)
  if (shared !== null || leads.size < 2)
    return [{ by: shared, various: false, bound: shared === null, members }]
  if (isCompilation(members, leads.size)) return [{ by: null, various: true, bound: true, members }]
  return [...leads.values()].flatMap(byArtist)
}

const writtenKey = ({ various, albumArtistKey }: Member): string => (various ? '\nvarious' : albumArtistKey)

/** The credit of an album as a whole, with the id of the one it names. */
const albumCredit = ({ albumArtist, albumArtistKey, albumArtists }: Member): Credit => ({
  name: albumArtist,
  key: albumArtistKey,
  mbid: albumArtists.length === 1 ? albumArtists[0]!.mbid : ''
})

const joins = [' & ', ' and ', ', ', ' with ', ' x ', ' / ', '/', ' vs ', ' vs. ', ' + ', '; ']

/** Who takes part in all of them: "A", "A & B" and "A with C" are A's. */
function sharedLead(members: readonly Member[]): Credit | null {
  const leads = members.map(({ lead }) => lead)
  const shortest = leads.reduce((least, one) =>
    (one?.key.length ?? 0) < (least?.key.length ?? 0) ? one : least
  )
  if (shortest === null || shortest === undefined) return null
  const { key } = shortest
  return leads.every(one => one?.key === key || joins.some(join => one?.key.startsWith(key + join)))
    ? shortest
    : null
}

/** Several artists in one folder, under one title, and no word of whose it is. */
function isCompilation(members: readonly Member[], artists: number): boolean {
  if (members.some(({ facts }) => facts.compilation)) return true
  if (members.some(({ facts }) => facts.trackNumber === null)) return artists > 2
  return distinct(members.map(positionOf)).length === members.length
}

/** Files of several discs that all say the same disc, or none: their folders tell. */
function folderDiscs(members: readonly Member[]): void {
  const told = members.filter(({ folderDisc }) => folderDisc !== null)
  if (told.length < 2 || distinct(told.map(({ folderDisc }) => String(folderDisc))).length < 2) return
  if (distinct(members.map(positionOf)).length === members.length) return
  for (const member of told) member.disc = member.folderDisc
}

/** Tracks whose release is told, and such of the same title and artist where it is not: one album where they fit together. */
function mergeTold(byKey: Map<string, Part[]>): void {
  const releases = Map.groupBy(
    [...byKey].filter(([, [part]]) => part!.mbid !== ''),
    ([, [part]]) => keyOf({ ...part!, mbid: '' })
  )
  for (const [key, told] of releases) {
    const untold = byKey.get(key)
    if (untold === undefined || told.length !== 1) continue
    const [release, parts] = told[0]!
    if (overlap(membersOf(untold), membersOf(parts)) >= half) continue
    byKey.set(release, [...parts, ...untold])
    byKey.delete(key)
  }
}

/** More of the tracks twice than this: two copies, or two editions. */
const half = 0.5

/** An album that is there twice, in two folders or in two formats, is two. */
function editions(key: string, parts: readonly Part[]): Group[] {
  const [{ by, various }] = parts as [Part]
  const folders = Map.groupBy(membersOf(parts), ({ release }) => release)
  return apart(folders).flatMap(([folder, members], at) =>
    apart(Map.groupBy(members, ({ facts }) => formatOf(facts))).map(([format, some], copy) => ({
      key: [key, at > 0 ? folder : '', copy > 0 ? format : ''].filter(part => part !== '').join('\n'),
      by,
      various,
      members: some
    }))
  )
}

const formatOf = ({ codec, path }: Member['facts']): string => codec || extname(path).toLowerCase()

/** Puts together what has different tracks, the first to come first. */
function apart(parts: Map<string, Member[]>): [string, Member[]][] {
  const first = (members: readonly Member[]): number => Math.min(...members.map(({ facts }) => facts.id))
  const inOrder = [...parts].sort(([, a], [, b]) => first(a) - first(b))
  const found: [string, Member[]][] = []
  for (const [name, members] of inOrder) {
    const fitting = found.find(([, others]) => overlap(members, others) < half)
    if (fitting === undefined) found.push([name, members])
    else fitting[1] = [...fitting[1], ...members]
  }
  return found
}

/** The share of the fewer that the others have, too: by their places, else by their titles. */
function overlap(some: readonly Member[], others: readonly Member[]): number {
  const [fewer, more] = some.length <= others.length ? [some, others] : [others, some]
  const there = new Set(more.map(positionOf))
  return fewer.filter(member => there.has(positionOf(member))).length / fewer.length
}

const positionOf = ({ disc, facts }: Member): string =>
  facts.trackNumber === null ? `title ${facts.title.toLowerCase()}` : `${disc ?? 1} ${facts.trackNumber}`

const membersOf = (parts: readonly Part[]): Member[] => parts.flatMap(({ members }) => members)

const distinct = (values: readonly string[]): string[] => [...new Set(values.filter(value => value !== ''))]
