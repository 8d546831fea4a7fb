import type { TagField } from '#contract/field-uses.ts'
import type { PlanReason } from '#contract/tagging.ts'

/** One value for one field of one track, and why. */
export interface Proposal extends PlanReason {
  field: TagField
  /** Whether it is sure enough to be accepted unless somebody objects. */
  sure: boolean
  /** Written values that it contradicts, and takes the place of. */
  insteadOf?: readonly string[]
}

export interface ProposalAsk {
  ids: readonly number[]
  fields: readonly TagField[]
  /** Also what is not sure. */
  unsure: boolean
}

/** Where proposals come from: what is heard, measured and taught. Tracks without any are left out. */
export type Proposals = (ask: ProposalAsk, signal: AbortSignal) => Promise<Map<number, Proposal[]>>
