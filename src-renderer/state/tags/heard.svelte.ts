import type { PageBridge } from '#contract/bridge.ts'
import { termGroups } from '#contract/field-uses.ts'
import type { Description, Suggestion } from '#contract/tagging.ts'

const groups = ['taught', ...termGroups] as const
/** More words than that say less. */
const mostSure = 5

interface WordGroup {
  group: (typeof groups)[number]
  words: Suggestion[]
}

const grouped = (all: readonly Suggestion[]): WordGroup[] =>
  groups
    .map(group => ({
      group,
      words: all.filter(each => each.group === group).sort((a, b) => b.score - a.score)
    }))
    .filter(({ words }) => words.length > 0)

interface Words {
  id: number
  description: Description | null
  suggestions: Suggestion[]
}

/** What the track in the inspector sounds like, in words. Trimmings: a track without them is still shown. */
export class Heard {
  #words = $state.raw<Words | null>(null)
  loading = $state(false)

  readonly description = $derived(this.#words?.description ?? null)
  /** Whether what is no more than a guess is shown, too. */
  guessing = $state(false)
  readonly #sure = $derived(
    (this.#words?.suggestions ?? [])
      .filter(each => each.sure)
      .sort((a, b) => Number(b.group === 'taught') - Number(a.group === 'taught') || b.score - a.score)
      .slice(0, mostSure)
  )
  /** The few words that are sure, by kind. */
  readonly sure = $derived(grouped(this.#sure))
  /** All others, by kind, best first. */
  readonly guesses = $derived(
    grouped((this.#words?.suggestions ?? []).filter(each => !this.#sure.includes(each)))
  )

  readonly #bridge: PageBridge
  #asking: AbortController | null = null
  /** Not what the page follows: the view that asks would ask again whenever words come. */
  #shown: number | null = null

  constructor(bridge: PageBridge) {
    this.#bridge = bridge
  }

  /** Whether these are the words of this track. */
  isOf(id: number): boolean {
    return this.#words?.id === id
  }

  async show(id: number | null): Promise<void> {
    this.#asking?.abort()
    if (id !== this.#shown) this.guessing = false
    this.#shown = id
    if (id === null) {
      this.#words = null
      this.loading = false
      return
    }
    const { signal } = (this.#asking = new AbortController())
    this.loading = true
    const [suggested, description] = await Promise.all([
      this.#bridge.call('tags.suggest', { ids: [id] }, signal).catch(() => []),
      this.#bridge.call('tags.describe', { of: { kind: 'track', id } }, signal).catch(() => null)
    ])
    if (signal.aborted) return
    this.#words = { id, description, suggestions: suggested.find(each => each.id === id)?.suggestions ?? [] }
    this.loading = false
  }
}
