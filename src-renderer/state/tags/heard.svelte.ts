import type { PageBridge } from '#contract/bridge.ts'
import { termGroups } from '#contract/field-uses.ts'
import type { Description, Suggestion } from '#contract/tagging.ts'

const groups = ['taught', ...termGroups] as const

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
  /** Words by kind, the sure ones first. */
  readonly groups = $derived(
    groups
      .map(group => ({
        group,
        words: (this.#words?.suggestions ?? [])
          .filter(each => each.group === group)
          .sort((a, b) => Number(b.sure) - Number(a.sure) || b.score - a.score)
      }))
      .filter(({ words }) => words.length > 0)
  )

  readonly #bridge: PageBridge
  #asking: AbortController | null = null

  constructor(bridge: PageBridge) {
    this.#bridge = bridge
  }

  /** Whether these are the words of this track. */
  isOf(id: number): boolean {
    return this.#words?.id === id
  }

  async show(id: number | null): Promise<void> {
    this.#asking?.abort()
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
