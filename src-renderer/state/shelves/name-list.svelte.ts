import { toFailure, type Failure } from '#contract/errors.ts'
import { Selection } from '../selection.svelte.ts'

/** A line of a list of names: an artist, a genre, a folder. */
export interface NameRow {
  id: number
  name: string
  about: string
  /** The track whose cover stands before it. */
  coverId?: number
}

/** What is seen of such a list, whatever orders it has. */
export type Names = Pick<
  NameList<string>,
  'ids' | 'place' | 'activeId' | 'loading' | 'row' | 'choose' | 'keyed'
>

/** Names one below the other, of which one can be opened. */
export class NameList<Sort extends string> extends Selection {
  ids = $state.raw<ArrayLike<number>>([])
  sort = $state() as Sort
  descending = $state(false)
  filter = $state('')
  loading = $state(true)
  failure = $state.raw<Failure | null>(null)

  readonly row: (id: number) => NameRow | undefined
  readonly #ask: (list: NameList<Sort>) => Promise<ArrayLike<number>>
  #asked = 0

  /** `row`: undefined until it is known. */
  constructor(
    sort: Sort,
    ask: (list: NameList<Sort>) => Promise<ArrayLike<number>>,
    row: (id: number) => NameRow | undefined
  ) {
    super()
    this.sort = sort
    this.row = row
    this.#ask = ask
  }

  readonly load = async (): Promise<void> => {
    const asked = ++this.#asked
    try {
      const ids = await this.#ask(this)
      if (asked !== this.#asked) return
      this.ids = ids
      this.failure = null
    } catch (thrown) {
      if (asked === this.#asked) this.failure = toFailure(thrown)
    } finally {
      if (asked === this.#asked) this.loading = false
    }
  }
}
