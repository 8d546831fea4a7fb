import type { TagField, TermGroup } from '#contract/field-uses.ts'
import type {
  Batch,
  Finding,
  PlanChange,
  PlanFile,
  Reliability,
  Suggestion,
  TaughtTag,
  Term,
  WrittenChange
} from '#contract/tagging.ts'
import { detailOf, noise, rowOf } from './fake-library.ts'

/** Made-up terms, findings, plans and batches: the same for the same numbers, however many there are. */

const names: Record<TermGroup, string[]> = {
  genre:
    'Ambient,Downtempo,Techno,House,Drum and Bass,Synthpop,Krautrock,Post-Rock,Indie Rock,Punk,Metal,Doom Metal,Folk,Country,Bluegrass,Blues,Soul,Funk,Disco,Hip Hop,Trap,Reggae,Dub,Ska,Jazz,Bebop,Swing,Bossa Nova,Samba,Flamenco,Fado,Tango,Classical,Baroque,Opera,Choral,Film Score,Drone,Noise,Field Recording'.split(
      ','
    ),
  mood: 'Calm,Melancholic,Joyful,Tense,Dreamy,Dark,Romantic,Angry,Nostalgic,Playful,Solemn,Hypnotic'.split(
    ','
  ),
  instrument:
    'Piano,Acoustic Guitar,Electric Guitar,Violin,Cello,Flute,Saxophone,Trumpet,Harp,Accordion,Organ,Synthesizer,Drum Machine,Harmonica'.split(
      ','
    ),
  voice: 'Female Voice,Male Voice,Choir,Rap,Spoken Word,No Voice,Falsetto'.split(','),
  energy: 'Very Quiet,Gentle,Moderate,Driving,Intense'.split(',')
}
const groups = Object.keys(names) as TermGroup[]

const trustOf = (seed: number): Reliability => {
  const kind = noise(seed * 3)
  if (kind < 0.12) return { source: 'none', auc: null, precision: null, examples: 0 }
  const precision = 0.35 + noise(seed * 5) * 0.62
  return kind < 0.6
    ? {
        source: 'library',
        auc: 0.6 + precision / 3,
        precision,
        examples: 8 + Math.floor(noise(seed * 7) * 60)
      }
    : { source: 'model', auc: 0.6 + precision / 3, precision, examples: 1200 }
}

export const terms = (): Term[] =>
  groups.flatMap((group, at) =>
    names[group].map((name, place) => ({
      name,
      group,
      parent: group === 'genre' && name.includes(' ') ? name.split(' ').at(-1)! : null,
      phrases: [`${name.toLowerCase()} music`, `a recording with ${name.toLowerCase()}`],
      origin: 'default',
      enabled: noise(at * 91 + place) > 0.06,
      reliability: trustOf(at * 100 + place + 1)
    }))
  )

export function suggestionsOf(id: number): Suggestion[] {
  const counts: Record<TermGroup, number> = { genre: 4, mood: 3, instrument: 3, voice: 1, energy: 1 }
  return groups.flatMap((group, at) =>
    Array.from({ length: counts[group] }, (_, place): Suggestion => {
      const all = names[group]
      const term = all[(Math.floor(noise(id * 13 + at) * all.length) + place * 3) % all.length]!
      const start = Math.floor(noise(id + place) * 12) * 10
      return {
        term,
        group,
        score: 3 - place * 0.6,
        sure: place < 2,
        reliability: trustOf(id * 17 + at * 5 + place),
        moment: { start, end: start + 10 },
        written: place === 0 && at === 0
      }
    })
  )
}

export const taughtTag = (id: number, over: Partial<TaughtTag> = {}): TaughtTag => {
  const named = ['Sunday kitchen', 'Good for running', 'Tape hiss', 'Rain outside']
  const learnt = id % 2 === 1
  return {
    id,
    name: named[(id - 1) % named.length]!,
    yes: learnt ? 9 : 2,
    no: learnt ? 7 : 1,
    reliability: learnt ? { source: 'examples', auc: 0.91, precision: 0.78, examples: 9 } : null,
    found: learnt ? 24 : null,
    createdAt: 1_790_000_000_000 + id,
    ...over
  }
}

const pickGenre = (seed: number): string => names.genre[Math.floor(noise(seed) * names.genre.length)]!

export const findingOf = (at: number): Finding => {
  const single = noise(at * 3) < 0.3
  const id = at * 9 + 1
  const row = rowOf(id, true)
  const proposed = pickGenre(at * 11)
  return {
    key: `${single ? 'track' : 'album'}:${id}`,
    album: single ? null : row.album,
    artist: row.artist,
    trackIds: single ? [id] : Array.from({ length: 5 + (at % 7) }, (_, place) => id + place),
    written: at % 11 === 3 ? ['Other'] : [pickGenre(at * 7 + 3)],
    proposed: [proposed],
    strength: 4.2 - Math.min(3, at / 8),
    reliability: trustOf(at + 40),
    evidence: Array.from({ length: single ? 1 : 3 }, (_, place) => ({
      trackId: id + place,
      term: proposed,
      score: 3 - place / 2,
      moment: { start: 30 + place * 20, end: 40 + place * 20 }
    }))
  }
}

const fields: TagField[] = ['genre', 'mood', 'instrument']

export function planFileOf(at: number): PlanFile {
  const id = at + 1
  const { path, title, artist, genres } = detailOf(id, true)
  const changes = fields
    .filter((_, place) => place === 0 || noise(id * 5 + place) > 0.45)
    .map((field, place): PlanChange => {
      const from = field === 'genre' ? names.genre : field === 'mood' ? names.mood : names.instrument
      const value = from[Math.floor(noise(id * 29 + place) ** 2 * from.length)]!
      const more = noise(id * 31 + place) > 0.7 ? [from[Math.floor(noise(id * 37) * from.length)]!] : []
      const before = field === 'genre' ? genres.slice(0, 1).filter(genre => genre !== value) : []
      const reliability = trustOf(id * 3 + place)
      return {
        id: id * 10 + place,
        field,
        before,
        after: [...new Set([...before, value, ...more])],
        reasons: [{ value, score: 2.8, reliability, moment: { start: 40, end: 50 } }],
        accepted: reliability.precision !== null && reliability.precision > 0.6,
        state: 'open',
        failure: null
      }
    })
  return { id, trackId: id, path, title, artist, large: id === 3, charset: null, changes }
}

/** A file whose title is Cyrillic that was taken for Latin-1. */
export const oldTextOf = (at: number): PlanFile => {
  const { changes, ...file } = planFileOf(at)
  const change = { field: 'title' as const, before: ['Êèíî'], after: ['Кино'], reasons: [], accepted: true }
  return {
    ...file,
    charset: 'windows-1251',
    changes: [{ ...changes[0]!, ...change, id: 900_000 + at, state: 'open', failure: null }]
  }
}

export const batchOf = (id: number): Batch => ({
  id,
  name: id % 2 ? 'Genres of the jazz shelf' : 'Moods, everything new',
  kind: 'write',
  undoes: null,
  at: 1_790_000_000_000 + id * 86_400_000,
  files: 24,
  changes: 40,
  undone: id === 1 ? 40 : id === 2 ? 3 : 0,
  putBack: []
})

export const writtenOf = (batch: Batch, at: number): WrittenChange => {
  const file = planFileOf(at + batch.id * 50)
  const { field, before, after } = file.changes[0]!
  return {
    id: batch.id * 1000 + at,
    trackId: file.trackId,
    path: file.path,
    field,
    before,
    after,
    undone: at < batch.undone,
    putBack: null
  }
}
