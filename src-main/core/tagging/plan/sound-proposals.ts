import { EarshotError } from '#contract/errors.ts'
import type { TagField } from '#contract/field-uses.ts'
import type { Measured } from '#contract/measured.ts'
import type { Finding, Reliability, Suggestion } from '#contract/tagging.ts'
import type { Proposal, Proposals } from './proposals.ts'

export interface ProposalPorts {
  /** What is heard in these tracks, best first, taught tags among it. */
  suggest(ids: number[], signal: AbortSignal): Promise<{ id: number; suggestions: Suggestion[] }[]>
  measured(ids: readonly number[]): Map<number, Measured>
}

/** At most so many values of one kind: more would say less. */
const most: Record<Suggestion['group'], number> = {
  genre: 3,
  mood: 4,
  instrument: 5,
  voice: 1,
  energy: 1,
  taught: 50
}

/**
 * Wrong tempi mostly lie below (docs/measurements.md). Keys have no such line: fewer than seven of ten are right, with
 * high confidence too, so a key is proposed only among what is not sure.
 */
const sureTempo = 0.9
/** Right ones of 216 made songs (docs/measurements.md), lower end of the 90 % interval. */
const measuring = (precision: number): Reliability => ({
  source: 'model',
  auc: null,
  precision,
  examples: 216
})
const tempoTrust = measuring(0.87)
const keyTrust = measuring(0.6)

/** Proposals from what is heard, taught and measured. */
export function soundProposals(ports: ProposalPorts): Proposals {
  return async ({ ids, fields, unsure }, signal) => {
    const wanted = (proposal: Proposal): boolean =>
      fields.includes(proposal.field) && (unsure || proposal.sure)
    const analysed = fields.some(field => field in most) ? await ports.suggest([...ids], signal) : []
    const suggested = new Map(analysed.map(({ id, suggestions }) => [id, fromSuggestions(suggestions)]))
    const measured = ports.measured(ids)
    return new Map(
      ids.flatMap(id => {
        const all = [...(suggested.get(id) ?? []), ...fromMeasured(measured.get(id))].filter(wanted)
        return all.length === 0 ? [] : [[id, all] as const]
      })
    )
  }
}

function fromSuggestions(suggestions: readonly Suggestion[]): Proposal[] {
  return [...Map.groupBy(suggestions, ({ group }) => group)].flatMap(([group, some]) =>
    some.slice(0, most[group]).map(({ term, score, sure, reliability, moment }) => ({
      field: group satisfies TagField,
      value: term,
      score,
      sure,
      reliability,
      moment
    }))
  )
}

function fromMeasured(measured: Measured | undefined): Proposal[] {
  if (measured === undefined) return []
  const { bpm, bpmConfidence, key, keyConfidence } = measured
  const proposals: Proposal[] = []
  if (bpm !== null) {
    const value = String(Math.round(bpm))
    proposals.push({
      field: 'bpm',
      value,
      score: bpmConfidence,
      sure: bpmConfidence >= sureTempo,
      reliability: tempoTrust,
      moment: null
    })
  }
  if (key !== null) {
    const value = keyAsWritten(key)
    proposals.push({
      field: 'key',
      value,
      score: keyConfidence,
      sure: false,
      reliability: keyTrust,
      moment: null
    })
  }
  return proposals
}

/** "A minor" as tags have it: "Am". */
export function keyAsWritten(key: string): string {
  const [note = '', mode = ''] = key.split(' ')
  return mode === 'minor' ? `${note}m` : note
}

/** What an audit found, as proposals: other genres in the place of those that contradict the sound. */
export function findingProposals(
  findings: readonly Finding[],
  keys: readonly string[]
): Map<number, Proposal[]> {
  const byKey = new Map(findings.map(finding => [finding.key, finding]))
  const proposals = new Map<number, Proposal[]>()
  for (const key of keys) {
    const finding = byKey.get(key)
    if (finding === undefined) {
      throw new EarshotError('not-found', 'The audit finds this no longer; ask it again.')
    }
    for (const id of finding.trackIds) proposals.set(id, ofFinding(finding, id))
  }
  return proposals
}

function ofFinding(
  { proposed, written, strength, reliability, evidence }: Finding,
  trackId: number
): Proposal[] {
  return proposed.map(value => ({
    field: 'genre',
    value,
    score: strength,
    sure: true,
    reliability,
    moment: evidence.find(one => one.trackId === trackId && one.term === value)?.moment ?? null,
    insteadOf: written
  }))
}
