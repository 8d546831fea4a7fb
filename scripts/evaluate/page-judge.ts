import type { Known } from './page-library.ts'

/** What a right track is: all that is given must hold. */
export interface Fits {
  title?: string
  artist?: string
  album?: string
  genre?: string
  /** A regular expression over "package/…/file". */
  file?: string
  labels?: Record<string, string>
  /** A column of the labels: right where it is stronger than in three of four songs. */
  mood?: string
  seconds?: [number, number]
  year?: [number, number]
  bpm?: [number, number]
  loudness?: [number, number]
  key?: string[]
  any?: Fits[]
  not?: Fits
}

const upperQuarter = 0.75

/** Whether tracks are what a query asks for. */
export class Judge {
  readonly #known: ReadonlyMap<number, Known>
  readonly #moods = new Map<string, number>()

  constructor(known: ReadonlyMap<number, Known>) {
    this.#known = known
  }

  isJudged(id: number): boolean {
    return 'genre' in (this.#known.get(id)?.labels ?? {})
  }

  fits(id: number, wanted: Fits): boolean {
    const known = this.#known.get(id)
    if (!known) return false
    const { track, path, labels } = known
    const within = (range: [number, number] | undefined, value: number | null | undefined): boolean =>
      range === undefined || (value !== null && value !== undefined && range[0] <= value && value <= range[1])
    const is = (text: string | undefined, value: string): boolean =>
      text === undefined || value.toLowerCase() === text.toLowerCase()
    const { measured } = track
    return (
      is(wanted.title, track.title.trim()) &&
      is(wanted.artist, track.artist) &&
      is(wanted.album, track.album) &&
      (wanted.genre === undefined || track.genres.some(one => is(wanted.genre, one))) &&
      (wanted.file === undefined || new RegExp(wanted.file, 'i').test(path)) &&
      Object.entries(wanted.labels ?? {}).every(([column, value]) => labels[column] === value) &&
      (wanted.mood === undefined || Number(labels[wanted.mood]) > this.#strong(wanted.mood)) &&
      within(wanted.seconds, track.duration) &&
      within(wanted.year, track.year) &&
      within(wanted.bpm, track.bpm ?? measured?.bpm) &&
      within(wanted.loudness, measured?.loudness) &&
      (wanted.key === undefined || wanted.key.includes(track.key || (measured?.key ?? ''))) &&
      (wanted.any === undefined || wanted.any.some(one => this.fits(id, one))) &&
      (wanted.not === undefined || !this.fits(id, wanted.not))
    )
  }

  #strong(mood: string): number {
    const known = this.#moods.get(mood)
    if (known !== undefined) return known
    const all = [...this.#known.values()]
      .flatMap(({ labels }) => (labels[mood] === undefined ? [] : [Number(labels[mood])]))
      .sort((a, b) => a - b)
    const line = all[Math.floor(all.length * upperQuarter)]!
    this.#moods.set(mood, line)
    return line
  }
}
