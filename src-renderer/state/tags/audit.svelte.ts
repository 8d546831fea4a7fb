import type { PageBridge } from '#contract/bridge.ts'
import type { Finding } from '#contract/tagging.ts'
import { Asked } from '../asked.svelte.ts'

const page = 50

/** Written genres that contradict the sound. */
export class Audit {
  readonly findings: Asked<Finding[]>
  most = $state(page)
  /** Keys of what goes into the plan. */
  #chosen = $state.raw<Readonly<Record<string, boolean>>>({})

  readonly shown = $derived.by(() => this.findings.value?.slice(0, this.most) ?? [])
  readonly chosen = $derived.by(() => (this.findings.value ?? []).filter(({ key }) => this.#chosen[key]))

  constructor(bridge: PageBridge) {
    this.findings = new Asked(() => bridge.call('tags.audit', {}))
  }

  isChosen(finding: Finding): boolean {
    return this.#chosen[finding.key] ?? false
  }

  choose(finding: Finding, chosen: boolean): void {
    this.#chosen = { ...this.#chosen, [finding.key]: chosen }
  }

  chooseAll(chosen: boolean): void {
    this.#chosen = Object.fromEntries((this.findings.value ?? []).map(({ key }) => [key, chosen]))
  }

  more(): void {
    this.most += page
  }
}
