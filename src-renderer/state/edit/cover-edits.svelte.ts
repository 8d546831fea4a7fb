import { SvelteMap } from 'svelte/reactivity'
import type { PageBridge } from '#contract/bridge.ts'
import type { Cover, TrackCovers } from '#contract/covers.ts'
import type { CoverStep } from '#contract/edits.ts'
import { toFailure, type Failure } from '#contract/errors.ts'
import type { PictureKind } from '#contract/pictures.ts'
import { changedTracks, counted, coversWith, type CoverCount, type CoverEdit } from './cover-steps.ts'

/** Files whose pictures are read at once. */
const page = 200

/** The pictures of the files that are edited: what they have, and what becomes of them. */
export class CoverEdits {
  edits = $state.raw<readonly CoverEdit[]>([])
  failure = $state.raw<Failure | null>(null)
  /** A picture is being taken in. */
  taking = $state(false)
  readonly #read = new SvelteMap<number, TrackCovers>()
  readonly #urls = new SvelteMap<string, string>()
  #run = 0
  readonly #bridge: PageBridge

  /** Tracks whose pictures change. */
  readonly changed = $derived(changedTracks(this.edits))

  constructor(bridge: PageBridge) {
    this.#bridge = bridge
  }

  reset(): void {
    this.#run++
    for (const url of this.#urls.values()) URL.revokeObjectURL(url)
    this.#urls.clear()
    this.#read.clear()
    this.edits = []
    this.failure = null
    this.taking = false
  }

  /** Reads the pictures of these files that are not read yet. */
  async load(ids: readonly number[]): Promise<void> {
    const run = this.#run
    try {
      for (;;) {
        const missing = ids.filter(id => !this.#read.has(id)).slice(0, page)
        if (missing.length === 0) return
        const read = await this.#bridge.call('covers.of', { ids: missing })
        if (run !== this.#run) return
        const none = (id: number): TrackCovers => ({ id, covers: [], beside: [], failure: null })
        const all = missing.map(id => read.find(one => one.id === id) ?? none(id))
        for (const one of all) this.#read.set(one.id, one)
      }
    } catch (thrown) {
      if (run === this.#run) this.failure = toFailure(thrown)
    }
  }

  isRead(ids: readonly number[]): boolean {
    return ids.every(id => this.#read.has(id))
  }

  /** The pictures of these files as they would be, each once. */
  shown(ids: readonly number[]): CoverCount[] {
    return counted(
      ids.map(id => {
        const had = this.#read.get(id)?.covers ?? []
        return { id, had, now: coversWith(id, had, this.edits) }
      })
    )
  }

  /** The usual picture beside these files, where there is one; of several folders that of the first. */
  beside(ids: readonly number[]): { id: number; name: string } | null {
    for (const id of ids) {
      const name = this.#read.get(id)?.beside[0]
      if (name !== undefined) return { id, name }
    }
    return null
  }

  isChanged(ids: readonly number[]): boolean {
    return this.changed.some(id => ids.includes(id))
  }

  /** An address of a picture; undefined until it is there: looking at it asks for it. */
  url({ cover, of }: CoverCount): string | undefined {
    const known = this.#urls.get(cover.hash)
    if (known === undefined) queueMicrotask(() => void this.#fetch(cover.hash, of))
    return known || undefined
  }

  async bytes({ cover, of }: CoverCount): Promise<Uint8Array> {
    return this.#bridge.call(
      'covers.picture',
      of === null ? { hash: cover.hash } : { id: of, hash: cover.hash }
    )
  }

  /** A picture takes the place of those of its kind in these files. */
  async put(ids: readonly number[], file: Blob, kind: PictureKind): Promise<void> {
    await this.#take(ids, kind, async () => ({ bytes: new Uint8Array(await file.arrayBuffer()) }))
  }

  async putBeside(ids: readonly number[]): Promise<void> {
    const beside = this.beside(ids)
    if (beside) await this.#take(ids, 'front', () => Promise.resolve({ beside }))
  }

  /** A picture of one file, or a new one, for all of these. */
  async putSame(ids: readonly number[], { cover, of }: CoverCount): Promise<void> {
    if (of === null) this.#step(ids, { do: 'coverReplace', picture: cover.hash, kind: cover.kind }, cover)
    else await this.#take(ids, cover.kind, () => Promise.resolve({ of: { id: of, hash: cover.hash } }))
  }

  remove(ids: readonly number[], { hash }: Cover): void {
    this.#step(ids, { do: 'coverRemove', pictures: [hash] }, null)
  }

  scale(ids: readonly number[], longest: number): void {
    this.#step(ids, { do: 'coverScale', longest }, null)
  }

  takeBack(ids: readonly number[]): void {
    this.edits = this.edits.flatMap(edit => {
      const left = edit.ids.filter(id => !ids.includes(id))
      return left.length > 0 ? [{ ...edit, ids: left }] : []
    })
  }

  #step(ids: readonly number[], step: CoverStep, cover: Cover | null): void {
    this.failure = null
    this.edits = [...this.edits, { ids, step, cover }]
  }

  async #take(
    ids: readonly number[],
    kind: PictureKind,
    from: () => Promise<Parameters<typeof this.keep>[0]>
  ): Promise<void> {
    const run = this.#run
    this.taking = true
    try {
      const cover = await this.keep(await from())
      if (run === this.#run) this.#step(ids, { do: 'coverReplace', picture: cover.hash, kind }, cover)
    } catch (thrown) {
      if (run === this.#run) this.failure = toFailure(thrown)
    } finally {
      if (run === this.#run) this.taking = false
    }
  }

  keep(
    picture:
      { bytes: Uint8Array } | { beside: { id: number; name: string } } | { of: { id: number; hash: string } }
  ): Promise<Cover> {
    return this.#bridge.call('covers.keep', picture)
  }

  async #fetch(hash: string, of: number | null): Promise<void> {
    if (this.#urls.has(hash)) return
    // An empty one says that it is under way, or is not there.
    this.#urls.set(hash, '')
    const run = this.#run
    const bytes = await this.#bridge
      .call('covers.picture', of === null ? { hash } : { id: of, hash })
      .catch(() => null)
    if (bytes === null || run !== this.#run) return
    const url = URL.createObjectURL(new Blob([new Uint8Array(bytes)]))
    this.#urls.set(hash, url)
  }
}
