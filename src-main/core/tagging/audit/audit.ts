import { createHash } from 'node:crypto'
import type { Finding } from '#contract/tagging.ts'
import type { Pause } from '../../threads/pause.ts'
import type { TermsInUse } from '../suggest/suggest.ts'
import type { WrittenTrack } from '../terms/library-labels.ts'
import { broader, termKey } from '../terms/vocabulary.ts'

/** What one track says against what is written in it. */
interface Contradiction {
  track: WrittenTrack
  /** Places of terms. */
  written: number[]
  proposed: number
  strength: number
}

/** Of an album, at least this share has to contradict. */
const ofAlbum = 0.6
/** A term is only trusted to be missing where it tells its tracks from others this well. */
const fewestAuc = 0.75
const mostEvidence = 5
const together = 32

/**
 * Written genres that contradict the sound: the track sounds less like all of them than half of the tracks that do not
 * carry them, and surely like another genre. Only terms that were measured count, on both sides. Albums are judged
 * as a whole and come first, then single tracks; the strongest first.
 */
export async function audit(
  inUse: TermsInUse,
  tracks: readonly WrittenTrack[],
  limit: number,
  pause: Pause
): Promise<Finding[]> {
  const judge = judgeOf(inUse)
  const albums = new Map<string, { analysed: number; against: Contradiction[] }>()
  for (const [i, track] of tracks.entries()) {
    if (i % together === 0) await pause()
    const found = judge(track)
    if (found === 'unanalysed') continue
    const album = albums.get(track.group) ?? { analysed: 0, against: [] }
    album.analysed++
    if (found) album.against.push(found)
    albums.set(track.group, album)
  }
  const albumsAgainst: Finding[] = []
  const single: Finding[] = []
  for (const { analysed, against } of albums.values()) {
    const alike = Map.groupBy(against, one => one.proposed)
    const most = [...alike.values()].sort((a, b) => b.length - a.length)[0] ?? []
    const whole = analysed > 1 && most.length >= analysed * ofAlbum
    if (whole) albumsAgainst.push(finding(inUse, most))
    for (const one of whole ? against.filter(other => !most.includes(other)) : against) {
      single.push({ ...finding(inUse, [one]), album: null })
    }
  }
  const strongest = (all: Finding[]): Finding[] => all.toSorted((a, b) => b.strength - a.strength)
  return [...strongest(albumsAgainst), ...strongest(single)].slice(0, limit)
}

function judgeOf({ terms, scores, verdicts, written }: TermsInUse) {
  const keys = terms.map(term => termKey(term.group, term.name))
  const byKey = new Map(terms.map((term, at) => [keys[at]!, term]))
  const ancestors = terms.map(term => broader(byKey, term).map(one => termKey(one.group, one.name)))
  const genres = terms.flatMap((term, at) => (term.group === 'genre' ? [at] : []))
  const measured = (at: number): boolean =>
    (verdicts[at]!.reliability.auc ?? 0) >= fewestAuc && verdicts[at]!.chance !== null
  return (track: WrittenTrack): Contradiction | 'unanalysed' | null => {
    const exactly = written.exactly(track.genres)
    const said = genres.filter(at => exactly.has(keys[at]!))
    if (said.length === 0 || !said.every(measured)) return null
    // A value that says something else, too, cannot be corrected: that would take the rest of it away.
    if (!track.genres.some(genre => written.saysOnly(genre, new Set(said.map(at => keys[at]!))))) return null
    const found = scores.of(track.id)
    if (!found) return 'unanalysed'
    if (said.some(at => found[at]! >= verdicts[at]!.chance!)) return null
    const family = new Set(said.flatMap(at => [keys[at]!, ...ancestors[at]!]))
    const others = genres.filter(at => {
      const line = verdicts[at]!.threshold
      const related = family.has(keys[at]!) || ancestors[at]!.some(key => exactly.has(key))
      return line !== null && found[at]! >= line && !related
    })
    const [proposed] = others.sort((a, b) => found[b]! - found[a]!)
    if (proposed === undefined) return null
    const strength = found[proposed]! - Math.max(...said.map(at => found[at]!))
    return { track, written: said, proposed, strength }
  }
}

function finding({ terms, scores, verdicts, written }: TermsInUse, all: readonly Contradiction[]): Finding {
  const sorted = all.toSorted((a, b) => b.strength - a.strength)
  const [first] = sorted
  const { track, proposed } = first!
  const name = terms[proposed]!.name
  const said = new Set(all.flatMap(one => one.written).map(at => termKey(terms[at]!.group, terms[at]!.name)))
  const genres = new Set(all.flatMap(one => one.track.genres))
  const writtenIn = [...genres].filter(genre => written.saysOnly(genre, said))
  return {
    key: keyOf(all, name),
    album: track.album === '' ? null : track.album,
    artist: track.artist,
    trackIds: all.map(one => one.track.id),
    written: writtenIn,
    proposed: [name],
    strength: all.reduce((sum, one) => sum + one.strength, 0) / all.length,
    reliability: verdicts[proposed]!.reliability,
    evidence: sorted.slice(0, mostEvidence).map(one => ({
      trackId: one.track.id,
      term: name,
      score: one.strength,
      moment: scores.moment(one.track.id, proposed)
    }))
  }
}

/** The same as long as the tracks, what is written and what is proposed are the same. */
const keyOf = (all: readonly Contradiction[], proposed: string): string =>
  createHash('sha256')
    .update(JSON.stringify([all.map(({ track }) => [track.path, track.genres]), proposed]))
    .digest('hex')
    .slice(0, 32)
