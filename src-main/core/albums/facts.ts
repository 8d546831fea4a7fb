import { basename, dirname } from 'node:path'
import type { UnplacedTrack } from '../database/statements/placing.ts'
import { isVarious, lead, nameKey, variousMbid, withoutDisc, discOfFolder } from './names.ts'

/** What a track says that its album and its artists are told by. */
export type TrackFacts = UnplacedTrack

/** A name with its MusicBrainz id, where that is known. */
export interface Credit {
  name: string
  key: string
  mbid: string
}

/** A track of an album, read as far as it alone tells. */
export interface Member {
  facts: TrackFacts
  /** The folder of the whole album: of the one around where its own is a disc ("CD1"). */
  release: string
  folderDisc: number | null
  disc: number | null
  /** Of its album without the number of its disc; the key of it is empty where it is on none. */
  title: string
  titleKey: string
  mbid: string
  lead: Credit | null
  /** As written; empty: nobody, or various artists. */
  albumArtists: Credit[]
  /** The whole credit of the album as it is written, and folded. */
  albumArtist: string
  albumArtistKey: string
  various: boolean
}

export function memberOf(facts: TrackFacts): Member {
  const folder = dirname(facts.path)
  const folderDisc = discOfFolder(basename(folder))
  const { title, disc } = withoutDisc(facts.album)
  const albumArtistKey = nameKey(facts.albumArtist)
  const various = isVarious(albumArtistKey) || facts.albumArtistMbids[0] === variousMbid
  return {
    facts,
    release: folderDisc === null ? folder : dirname(folder),
    folderDisc,
    disc: facts.discNumber ?? disc ?? folderDisc,
    title,
    titleKey: nameKey(title),
    mbid: facts.albumMbid,
    lead: creditsOf(facts.artist, facts.artists, facts.artistMbids)[0] ?? null,
    albumArtists: various ? [] : creditsOf(facts.albumArtist, facts.albumArtists, facts.albumArtistMbids),
    albumArtist: various ? '' : facts.albumArtist,
    albumArtistKey: various ? '' : nameKey(lead(facts.albumArtist).name),
    various
  }
}

/** What an album's title is told by, whichever of its discs it names. */
export const titleKeyOf = (album: string): string => nameKey(withoutDisc(album).title)

/** Every single name of a credit: those that are written one by one, else who it is by and who takes part. */
export function creditsOf(credit: string, singles: readonly string[], mbids: readonly string[]): Credit[] {
  const { name, guests } = lead(credit)
  const names = singles.length > 0 ? singles : [name, ...guests]
  // Ids that are not one a name say of nobody who it is.
  const told = mbids.length === names.length
  const found = names.map((one, at) => ({ name: one, key: nameKey(one), mbid: told ? mbids[at]! : '' }))
  const first = new Map<string, Credit>()
  for (const one of found) if (one.key !== '' && !first.has(one.key)) first.set(one.key, one)
  return [...first.values()]
}
