import type { PageBridge } from '#contract/bridge.ts'
import { termGroups, type TermGroup } from '#contract/field-uses.ts'
import type { Term } from '#contract/tagging.ts'
import { Asked } from '../asked.svelte.ts'

/** A line of the vocabulary: the head of a kind, or a word. */
export type TermRow = { kind: 'head'; group: TermGroup; count: number } | { kind: 'term'; term: Term }

/** The vocabulary. */
export class Terms {
  readonly all: Asked<Term[]>
  filter = $state('')
  /** The row of the list; the first one is a head. */
  active = $state(1)
  /** The word in the editor; `new` for one to add; null while it is closed. */
  editing = $state.raw<Term | 'new' | null>(null)
  importing = $state(false)
  imported = $state.raw<{ added: number; known: number; refused: string[] } | null>(null)

  readonly rows: TermRow[] = $derived.by(() => {
    const wanted = this.filter.trim().toLowerCase()
    const fits = (term: Term): boolean =>
      wanted === '' ||
      [term.name, term.parent ?? '', ...term.phrases].some(text => text.toLowerCase().includes(wanted))
    const terms = (this.all.value ?? []).filter(fits)
    return termGroups.flatMap((group): TermRow[] => {
      const own = terms.filter(term => term.group === group)
      if (!own.length) return []
      return [
        { kind: 'head', group, count: own.length },
        ...own.map(term => ({ kind: 'term' as const, term }))
      ]
    })
  })

  readonly #bridge: PageBridge
  readonly #failed: (thrown: unknown) => void

  constructor(bridge: PageBridge, failed: (thrown: unknown) => void) {
    this.#bridge = bridge
    this.#failed = failed
    this.all = new Asked(() => bridge.call('tags.terms', {}))
  }

  /** Switches a word on or off; shown at once, taken back if it could not be kept. */
  async use(term: Term, enabled: boolean): Promise<void> {
    if (term.enabled === enabled) return
    this.#put(term, { ...term, enabled })
    await this.#change('tags.setTerm', { name: term.name, group: term.group, phrases: term.phrases, enabled })
  }

  async save(name: string, group: TermGroup, phrases: string[], enabled = true): Promise<void> {
    await this.#change('tags.setTerm', { name, group, phrases, enabled })
  }

  async reset(term: Term): Promise<void> {
    await this.#change('tags.resetTerm', { name: term.name, group: term.group })
  }

  async import(text: string, group: TermGroup): Promise<void> {
    try {
      this.imported = await this.#bridge.call('tags.importTerms', { text, group })
    } catch (thrown) {
      this.#failed(thrown)
    }
    await this.all.load()
  }

  async #change(...[name, input]: Change): Promise<void> {
    try {
      if (name === 'tags.setTerm') await this.#bridge.call(name, input)
      else await this.#bridge.call(name, input)
    } catch (thrown) {
      this.#failed(thrown)
    }
    await this.all.load()
  }

  #put(old: Term, term: Term): void {
    this.all.value = (this.all.value ?? []).map(each => (each === old ? term : each))
  }
}

type Change =
  | ['tags.setTerm', { name: string; group: TermGroup; phrases: string[]; enabled: boolean }]
  | ['tags.resetTerm', { name: string; group: TermGroup }]
