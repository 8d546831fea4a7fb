import { allOf, listed, noneChosen, stretch, toggled, type Chosen } from './chosen.ts'
import { listAction } from './keys.ts'
import { stepOf } from './moves.ts'

/** The place in a list, and what is chosen in it: the same in every list of tracks, by mouse and by keys. */
export abstract class Selection {
  /** The rows from top to bottom; a number is there once. */
  abstract readonly ids: ArrayLike<number>

  #activeId = $state<number | null>(null)
  /** Rows chosen together; none while only the active one is meant. */
  #chosen = $state.raw<Chosen>(noneChosen)
  /** Where a stretch of them begins. */
  #anchorId: number | null = null

  /** The active row's place; the first where it is not in the list. */
  readonly place = $derived.by(() => {
    const at = this.#placeOf(this.#activeId)
    return at >= 0 ? at : this.ids.length ? 0 : -1
  })
  readonly activeId: number | null = $derived.by(() => this.ids[this.place] ?? null)

  /** What is chosen together, from top to bottom; none where it is not more than one. */
  readonly selected: number[] = $derived.by(() => listed(this.ids, this.#chosen))
  /** What an action means: what is chosen together, else the active row. */
  readonly meant: number[] = $derived.by(() =>
    this.selected.length ? this.selected : this.activeId === null ? [] : [this.activeId]
  )

  /** Whether it is one of those that are meant. */
  isMeantId(id: number): boolean {
    return this.selected.length ? this.#chosen.has(id) : id === this.activeId
  }

  /** This one and no other. */
  choose(id: number): void {
    this.#activeId = id
    this.unselect()
  }

  /** Adds one to those that are chosen, or takes it from them. */
  toggle(id: number): void {
    this.#chosen = toggled(this.meant, id)
    this.#activeId = id
    this.#anchorId = id
  }

  /** Everything from where the stretch began to this one, both among it. */
  extend(id: number): void {
    const from = this.#placeOf(this.#anchorId ?? this.activeId)
    const to = this.#placeOf(id)
    if (from < 0 || to < 0) return this.choose(id)
    this.#anchorId = this.ids[from]!
    this.#chosen = stretch(this.ids, from, to)
    this.#activeId = id
  }

  selectAll(): void {
    this.#chosen = allOf(this.ids)
  }

  /** These together, or beside those that are chosen. */
  chooseAll(ids: readonly number[], added = false): void {
    const [first] = ids
    if (!added) this.unselect()
    if (first === undefined) return
    this.#chosen = allOf([...(added ? this.selected : []), ...ids])
    this.#activeId = first
  }

  unselect(): void {
    this.#chosen = noneChosen
    this.#anchorId = null
  }

  /** Moves by rows, stopping at both ends: choosing what is passed, keeping what is chosen, or neither. */
  move(by: number, how: 'alone' | 'choosing' | 'keeping' = 'alone'): void {
    if (!this.ids.length) return
    const id = this.ids[Math.min(this.ids.length - 1, Math.max(0, this.place + by))]!
    if (how === 'choosing') this.extend(id)
    else if (how === 'alone') this.choose(id)
    else this.#activeId = id
  }

  /** Back to the first one. */
  forget(): void {
    this.#activeId = null
    this.unselect()
  }

  /** A row was clicked. */
  clicked({ shiftKey, ctrlKey, metaKey }: MouseEvent, id: number): void {
    if (shiftKey) this.extend(id)
    else if (ctrlKey || metaKey) this.toggle(id)
    else this.choose(id)
  }

  /** What keys do in every list. False where this is none of them. */
  keyed(event: KeyboardEvent, pageRows: number): boolean {
    const by = event.altKey ? undefined : stepOf(event.key, pageRows)
    const action = listAction(event, ['selectAll', 'pick'])
    const withCommand = event.ctrlKey || event.metaKey
    if (by !== undefined) this.move(by, event.shiftKey ? 'choosing' : withCommand ? 'keeping' : 'alone')
    else if (action === 'selectAll') this.selectAll()
    else if (action === 'pick' && this.activeId !== null) this.toggle(this.activeId)
    else return false
    return true
  }

  #placeOf(id: number | null): number {
    return id === null ? -1 : Array.prototype.indexOf.call(this.ids, id)
  }
}
