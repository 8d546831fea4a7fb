import type { PageBridge } from '#contract/bridge.ts'
import { customField, type FileField } from '#contract/change-fields.ts'
import type { TextStep } from '#contract/edits.ts'
import { tagFields } from '#contract/field-uses.ts'
import { toFailure, type Failure } from '#contract/errors.ts'
import { lastPart } from '../../text/format.ts'
import type { Difference } from './diff-rows.ts'
import type { Draft } from './draft.svelte.ts'
import { stepsOf, type HelperKind, type HelperOptions } from './helper-steps.ts'
import type { Cell } from './typed.ts'

/** Milliseconds after the last key. */
const pause = 150

const first: HelperOptions = {
  fields: ['title'],
  from: 1,
  total: true,
  width: 1,
  perDisc: false,
  how: 'title',
  language: 'en',
  find: '',
  with: '',
  regex: false,
  matchCase: false,
  whole: false,
  at: ';',
  pattern: '{track} {title}',
  a: 'title',
  b: 'artist'
}

/** One of the helpers, set up: what it would make of the tracks is shown before it is taken over. */
export class Helper {
  kind = $state<HelperKind | null>(null)
  options = $state.raw<HelperOptions>(first)
  /** The tracks it is for, in the order in which they are numbered. */
  ids = $state.raw<readonly number[]>([])
  cells = $state.raw<readonly Cell[]>([])
  working = $state(false)
  failure = $state.raw<Failure | null>(null)

  readonly differences: Difference[] = $derived.by(() => this.cells.flatMap(cell => this.#differenceOf(cell)))

  readonly #bridge: PageBridge
  readonly #draft: () => Draft
  #timer: ReturnType<typeof setTimeout> | null = null
  #asking = new AbortController()

  constructor(bridge: PageBridge, draft: () => Draft) {
    this.#bridge = bridge
    this.#draft = draft
  }

  open(kind: HelperKind, ids: readonly number[]): void {
    this.ids = ids
    this.kind = kind
    this.#ask()
  }

  set(options: Partial<HelperOptions>): void {
    this.options = { ...this.options, ...options }
    this.#ask()
  }

  setField(field: FileField, on: boolean): void {
    const { fields } = this.options
    this.set({ fields: on ? [...fields, field] : fields.filter(one => one !== field) })
  }

  close(): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#asking.abort()
    this.kind = null
    this.cells = []
    this.failure = null
    this.working = false
  }

  /** What it makes of the tracks is typed, in one step. */
  accept(): void {
    this.#draft().put(this.cells)
    this.close()
  }

  #ask(): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#asking.abort()
    this.working = true
    this.#timer = setTimeout(() => void this.#preview(), pause)
  }

  async #preview(): Promise<void> {
    const steps = this.kind === null ? [] : stepsOf(this.kind, this.options)
    const { signal } = (this.#asking = new AbortController())
    try {
      const cells = steps.length ? await this.#cellsOf(steps, signal) : []
      if (signal.aborted) return
      this.cells = cells
      this.failure = null
    } catch (thrown) {
      if (signal.aborted) return
      this.cells = []
      this.failure = toFailure(thrown)
    } finally {
      if (!signal.aborted) this.working = false
    }
  }

  /** What is typed counts, and not what the files say. */
  async #cellsOf(steps: TextStep[], signal: AbortSignal): Promise<Cell[]> {
    const draft = this.#draft()
    const tracks = this.ids.flatMap(id => {
      const track = draft.track(id)
      if (!track || track.failure) return []
      const free = track.custom.map(({ name }) => customField(name))
      const fields = [...tagFields, ...free, ...draft.free]
      return [{ id, fields: fields.map(field => ({ field, values: [...draft.values(id, field)] })) }]
    })
    return this.#bridge.call('tags.preview', { steps, tracks }, signal)
  }

  #differenceOf({ id, field, values }: Cell): Difference[] {
    const draft = this.#draft()
    const track = draft.track(id)
    if (!track) return []
    const { path } = track
    return [
      {
        field,
        before: draft.values(id, field),
        after: values,
        name: lastPart(path),
        path,
        planned: null
      }
    ]
  }
}
