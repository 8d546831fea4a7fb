import type { Passage, SearchHit, TrackRow } from '#contract/entities.ts'
import type { SoundPiece } from '#contract/sound.ts'
import { EarshotError } from '#contract/errors.ts'
import type { Heat } from '#contract/heat.ts'
import type { Named } from '#contract/named.ts'
import type { Input } from '#contract/requests.ts'
import type { TrackDetail } from '#contract/track-detail.ts'

/** A made-up library: the same tracks for the same ids, however many there are. */

const firsts = [
  'Quiet',
  'Paper',
  'Northern',
  'Velvet',
  'Glass',
  'Distant',
  'Golden',
  'Hollow',
  'Electric',
  'Slow'
]
const seconds = [
  'Harbour',
  'Engine',
  'Orchard',
  'Signal',
  'Winter',
  'River',
  'Machine',
  'Garden',
  'Satellite',
  'Room'
]
const endings = ['', ' at Night', ' (Live)', ', Part Two', ' in Blue', '', ' Revisited', '']
const artists = [
  'The Lanterns',
  'Mara Voss',
  'Ólöf Ský',
  'Kettle & Crane',
  'Soft Parade Ensemble',
  'DJ Amberley',
  'Зимний сад',
  'Ruth Okafor Quartet',
  'Field Notes',
  ''
]
const albums = [
  'First Light',
  'A Room of Echoes',
  'Tape Gardens',
  'The Long Way Home',
  'Tidal',
  'Night Bus Radio'
]
const tags = [
  'ambient',
  'electronic',
  'chillout',
  'synth',
  'slow',
  'dreamy',
  'instrumental',
  'new wave',
  'night'
]
const genres = [['Ambient'], ['Electronic', 'Downtempo'], ['Jazz'], ['Folk'], ['Post-Rock'], []]

/** A number in 0..1 that looks random and never changes. */
export function noise(seed: number): number {
  let x = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b)
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35)
  return ((x ^ (x >>> 16)) >>> 0) / 4294967296
}

const pick = <T>(from: readonly T[], seed: number): T => from[Math.floor(noise(seed) * from.length)]!

const titleOf = (id: number): string =>
  id % 97 === 0
    ? 'A Very Long Title That Goes On and On About the Weather Until Nobody Remembers How It Began'
    : id % 250 === 89
      ? 'أغنية طويلة جدا عن المطر والليل والمدينة التي لا تنام أبدا حتى الصباح'
      : `${pick(firsts, id)} ${pick(seconds, id * 3 + 1)}${pick(endings, id * 7 + 2)}`

const given = [
  'Ada',
  'Bruno',
  'Carla',
  'Davit',
  'Edda',
  'Femi',
  'Greta',
  'Hana',
  'Ilya',
  'June',
  'Koji',
  'Lena'
]
const family = [
  'Berg',
  'Castell',
  'Dawes',
  'Ekström',
  'Falk',
  'Grove',
  'Hartley',
  'Imai',
  'Juhl',
  'Kaya',
  'Lund'
]

const artistOf = (id: number): string =>
  noise(id * 43) < 0.2 ? pick(artists, id * 11) : `${pick(given, id * 47)} ${pick(family, id * 53)}`

export const rowOf = (
  id: number,
  analysed: boolean
): TrackRow & { added: number; bytes: number; plays: number } => ({
  id,
  title: titleOf(id),
  artist: artistOf(id),
  album: pick(albums, id * 13),
  albumArtist: '',
  genre: [...pick(genres, id * 23)],
  year: noise(id * 17) < 0.1 ? null : 1968 + Math.floor(noise(id * 19) * 55),
  bpm: 84 + (id % 60),
  key: 'A minor',
  loudness: analysed ? -9 - (id % 130) / 10 : null,
  duration: 95 + Math.floor(noise(id * 29) * 320),
  bytes: 21_400_000 + id * 1000,
  codec: 'FLAC',
  bitrate: 912_000,
  sampleRate: 44_100,
  trackNumber: (id % 12) + 1,
  plays: id % 5,
  rating: id % 3 ? null : 60,
  added: 1_700_000_000_000 + id * 60_000,
  played: id % 5 ? 1_700_000_000_000 : null,
  path: `Records/${artistOf(id) || 'Various'}/${pick(albums, id * 13)}/${String((id % 12) + 1).padStart(2, '0')} ${titleOf(id)} [${id}].flac`,
  available: id % 401 !== 0,
  analysed
})

/** Of files with a cue sheet. */
const fakePassages: Passage[] = [
  { title: 'Overture', artist: 'Somebody', start: 0, end: 61.5 },
  { title: '', artist: '', start: 61.5, end: 120 },
  { title: 'The end of it', artist: 'Somebody else', start: 120, end: null }
]

export function detailOf(id: number, analysed: boolean): TrackDetail {
  const { added, genre, plays, played, rating, ...row } = rowOf(id, analysed)
  return {
    ...row,
    path: `/music/${row.path}`,
    addedAt: added,
    genres: genre,
    folderId: 1,
    discNumber: null,
    comment: '',
    container: 'flac',
    lossless: true,
    channels: 2,
    textRule: id % 7 === 0 ? 'windows-1252' : '',
    topTags: analysed
      ? [...tags]
          .sort((a, b) => noise(id * 41 + a.length * 7) - noise(id * 41 + b.length * 7))
          .slice(0, 6)
          .map((tag, at) => ({ tag, score: 2.6 - at * 0.35 }))
      : [],
    music: analysed ? 0.97 : null,
    isMusic: analysed ? true : null,
    energy: null,
    valence: null,
    measured: null,
    passages: id % 8 === 5 ? fakePassages : [],
    played: { plays, playedAt: played, rating, fromFile: id % 6 === 0 },
    failures: []
  }
}

/** `cut`: how many of the answer lie above the line. A word that begins with a capital names the first two. */
export function hitOf(id: number, place: number, cut: number, words: string): SearchHit {
  const named: Named | null =
    /^\p{Lu}/u.test(words) && place < 2
      ? { fields: place === 0 ? ['title'] : ['artist', 'genre'], misspelt: place === 1 }
      : null
  const score = place < cut ? 3.6 - (place / cut) * 2 : Math.max(-1, 1.3 - (place - cut) / 80)
  const start = Math.round(bestWindow(id)) * 10
  return {
    id,
    rank: place + 1,
    score,
    band: named ? 'weak' : score > 2.6 ? 'strong' : score > 1.4 ? 'good' : 'weak',
    named,
    moment: { start, end: start + 10 },
    passage: null,
    reasons: [
      { kind: named ? 'words' : 'sound', text: words, effect: Math.max(0.4, score) },
      { kind: 'tag', text: detailOf(id, true).topTags[0]!.tag, effect: 1.1 },
      { kind: 'negative', text: 'vocals', effect: -0.6 - noise(id) }
    ],
    versions: []
  }
}

/** A hit of filters alone. */
export const plainHitOf = (id: number, rank: number): SearchHit => ({
  id,
  rank,
  score: 0,
  band: 'good',
  named: null,
  moment: null,
  passage: null,
  reasons: [],
  versions: []
})

/** Where a track is at its best, in windows of ten seconds. */
const bestWindow = (id: number): number =>
  noise(id * 31) * Math.floor((rowOf(id, true).duration ?? 0) / 10) * 0.8

export function heatOf(id: number, duration: number): Heat {
  const windows = Math.max(1, Math.floor(duration / 10))
  const best = bestWindow(id)
  const values = Float32Array.from({ length: windows }, (_, at) => {
    const near = Math.exp(-((at - best) ** 2) / 8)
    const again = Math.exp(-((at - ((best + windows / 2) % windows)) ** 2) / 3)
    return 3.2 * near + 1.6 * again + 1.2 * noise(id * 101 + at) - 0.4
  })
  const moments = [best, (best + windows / 2) % windows].map((at, place) => {
    const start = Math.round(at) * 10
    return { start, end: start + 10, heat: place === 0 ? 3.2 : 1.6 }
  })
  const starts = Float32Array.from(values, (_, at) => at * 10)
  return { windowSeconds: 10, starts, values, scale: { low: 0, high: 3.2 }, moments }
}

export const peaksOf = (id: number): Uint8Array =>
  Uint8Array.from({ length: 800 }, (_, at) => {
    const swell = 0.45 + 0.35 * Math.sin(at / 60 + id) + 0.15 * Math.sin(at / 17)
    return Math.round(255 * Math.min(1, Math.max(0.03, swell * (0.45 + 0.55 * noise(id * 7 + at)))))
  })

/** Quiet sound of a length, as 8-bit mono WAV. */
export function wavOf(duration: number): Blob {
  const rate = 8000
  const samples = new Uint8Array(duration * rate).fill(128)
  const head = new DataView(new ArrayBuffer(44))
  const text = (at: number, value: string): void =>
    [...value].forEach((letter, i) => head.setUint8(at + i, letter.charCodeAt(0)))
  text(0, 'RIFF')
  head.setUint32(4, 36 + samples.length, true)
  text(8, 'WAVEfmt ')
  head.setUint32(16, 16, true)
  head.setUint16(20, 1, true)
  head.setUint16(22, 1, true)
  head.setUint32(24, rate, true)
  head.setUint32(28, rate, true)
  head.setUint16(32, 1, true)
  head.setUint16(34, 8, true)
  text(36, 'data')
  head.setUint32(40, samples.length, true)
  return new Blob([head, samples], { type: 'audio/wav' })
}

/** Silence of a length, a piece of it; or what an engine says of what it cannot decode. */
export function soundOf(
  duration: number,
  { from, seconds, rate }: Input<'audio.sound'>,
  playable: boolean
): SoundPiece {
  if (!playable) throw new EarshotError('unreadable-file', 'The test has no sound for it.')
  const hertz = rate ?? 44_100
  const at = Math.round(from * hertz)
  const left = Math.max(0, Math.round(duration * hertz) - at)
  const frames = Math.min(left, Math.round(seconds * hertz))
  return { samples: new Float32Array(frames), channels: 1, rate: hertz, at, ended: frames === left }
}
