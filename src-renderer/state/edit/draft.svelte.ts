import type { FileField } from '#contract/change-fields.ts'
import type { TrackTags } from '#contract/edits.ts'
import {
  byId,
  freeFields,
  nothingTyped,
  sameValues,
  sharedValues,
  typedIn,
  typing,
  wrongValues,
  written,
  type Cell,
  type Shared,
  type Typed,
  type Values
} from './typed.ts'

/** As many steps back as anybody remembers. */
const mostPast = 200

/** The tags of some files and what was typed over them: the sheet, the table and the helpers all change this. */
export class Draft {
  /** In the order in which they were read. */
  tracks = $state.raw<readonly TrackTags[]>([])
  typed = $state.raw<Typed>(nothingTyped)
  #past = $state.raw<readonly Typed[]>([])
  #future = $state.raw<readonly Typed[]>([])

  readonly #byId = $derived(byId(this.tracks))
  readonly ids = $derived(this.tracks.map(({ id }) => id))
  /** How many tracks are changed. */
  readonly changed = $derived(this.typed.size)
  /** How many values were typed that their field does not take. */
  readonly wrong = $derived(wrongValues(this.typed))
  readonly free = $derived(freeFields(this.tracks, this.typed))
  readonly canUndo = $derived(this.#past.length > 0)
  readonly canRedo = $derived(this.#future.length > 0)

  track(id: number): TrackTags | undefined {
    return this.#byId.get(id)
  }

  before(id: number, field: FileField): Values {
    return written(this.track(id), field)
  }

  values(id: number, field: FileField): Values {
    return typedIn(this.typed, id, field) ?? this.before(id, field)
  }

  isChanged(id: number, field: FileField): boolean {
    return typedIn(this.typed, id, field) !== undefined
  }

  shared(ids: readonly number[], field: FileField): Shared {
    return sharedValues(ids.map(id => this.values(id, field)))
  }

  /** Everything at once is one step back. Tracks whose file cannot be read stay as they are. */
  put(cells: readonly Cell[]): void {
    const possible = cells.filter(
      ({ id, field, values }) =>
        this.track(id)?.failure === null && !sameValues(values, this.values(id, field))
    )
    if (!possible.length) return
    this.#past = [...this.#past.slice(1 - mostPast), this.typed]
    this.#future = []
    this.typed = typing(this.typed, possible, ({ id, field }) => this.before(id, field))
  }

  /** The field of these tracks, whatever each has now. */
  set(ids: readonly number[], field: FileField, change: (values: Values, id: number) => Values): void {
    this.put(ids.map(id => ({ id, field, values: change(this.values(id, field), id) })))
  }

  /** As the files have it. */
  takeBack(ids: readonly number[], field: FileField): void {
    this.set(ids, field, (_, id) => this.before(id, field))
  }

  undo(): void {
    const last = this.#past.at(-1)
    if (!last) return
    this.#past = this.#past.slice(0, -1)
    this.#future = [...this.#future, this.typed]
    this.typed = last
  }

  redo(): void {
    const next = this.#future.at(-1)
    if (!next) return
    this.#future = this.#future.slice(0, -1)
    this.#past = [...this.#past, this.typed]
    this.typed = next
  }
}
