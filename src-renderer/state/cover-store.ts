import type { Thumbnails, ThumbnailSize, TrackCover } from '#contract/covers.ts'

/** What of a track's cover is known in the page. */
export interface ShownCover {
  /** Of its picture; null where it has none. */
  url: string | null
  sound: TrackCover['sound']
}

interface Known {
  hash: string | null
  sound: TrackCover['sound']
  generation: number
}

/** Tracks, and pictures, that are kept; the oldest go first. */
const mostKept = 3000
/** More than are ever in sight: of those that somebody scrolled past, the oldest are wanted no more. */
const mostWanted = 200

/** The covers that the page has, and those that are wanted: in plain maps, as all of it changes together. */
export class CoverStore {
  /** Of an older one all may be out of date: it is shown until it is known anew. */
  generation = 0
  readonly #known = new Map<string, Known>()
  readonly #urls = new Map<string, string>()
  readonly #wanted = new Map<ThumbnailSize, Set<number>>()
  readonly #underway = new Set<string>()

  /** Undefined until it is known. */
  get(id: number, size: ThumbnailSize): ShownCover | undefined {
    const known = this.#known.get(keyOf(id, size))
    const url = known?.hash ? this.#urls.get(`${known.hash} ${size}`) : null
    return known === undefined || url === undefined ? undefined : { url, sound: known.sound }
  }

  isFresh(id: number, size: ThumbnailSize): boolean {
    const known = this.#known.get(keyOf(id, size))
    return known?.generation === this.generation && this.get(id, size) !== undefined
  }

  /** Says whether it is the first that is wanted in this size. */
  want(id: number, size: ThumbnailSize): boolean {
    if (this.#underway.has(keyOf(id, size))) return false
    const ids = this.#wanted.get(size) ?? new Set()
    const first = ids.size === 0
    // Looked at again, it is the last that came into sight.
    ids.delete(id)
    this.#wanted.set(size, ids.add(id))
    for (const oldest of ids) {
      if (ids.size <= mostWanted) break
      ids.delete(oldest)
    }
    return first
  }

  /** Those that came into sight last: whoever scrolls past does not wait for what is gone. */
  take(size: ThumbnailSize, most: number): number[] {
    const wanted = this.#wanted.get(size)
    const ids = [...(wanted ?? [])].slice(-most)
    for (const id of ids) {
      wanted?.delete(id)
      this.#underway.add(keyOf(id, size))
    }
    return ids
  }

  keep(ids: readonly number[], size: ThumbnailSize, { tracks, pictures }: Thumbnails): void {
    for (const { hash, bytes } of pictures) this.#keepPicture(`${hash} ${size}`, bytes)
    const found = new Map(tracks.map(track => [track.id, track]))
    for (const id of ids) {
      const { hash = null, sound = null } = found.get(id) ?? {}
      this.#known.set(keyOf(id, size), { hash, sound, generation: this.generation })
    }
    shorten(this.#known)
  }

  settle(ids: readonly number[], size: ThumbnailSize): void {
    for (const id of ids) this.#underway.delete(keyOf(id, size))
  }

  #keepPicture(key: string, bytes: Uint8Array): void {
    if (this.#urls.has(key)) return
    this.#urls.set(key, URL.createObjectURL(new Blob([new Uint8Array(bytes)])))
    for (const old of shorten(this.#urls)) URL.revokeObjectURL(old)
  }
}

const keyOf = (id: number, size: ThumbnailSize): string => `${id} ${size}`

/** Takes the oldest entries out; gives what they were. */
function shorten<Value>(map: Map<string, Value>): Value[] {
  const gone: Value[] = []
  for (const [key, value] of map) {
    if (map.size <= mostKept) break
    map.delete(key)
    gone.push(value)
  }
  return gone
}
