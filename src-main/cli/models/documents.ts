import type { ModelFault } from '#contract/faults.ts'
import type { ModelList } from '#contract/models.ts'
import { knownFaultText, modelFaultText } from '../../words/index.ts'

/** A model as `--json` tells it: what is wrong with it in words, and as a code with its values. */
export const modelDocument = <Of extends { fault: ModelFault | null }>({
  fault,
  ...model
}: Of): Omit<Of, 'fault'> & { detail: string | null; because: ModelFault | null } => ({
  ...model,
  detail: fault && modelFaultText(fault),
  because: fault
})

/** All models, and those that can be fetched. */
export const modelsDocument = ({ models, known }: ModelList): object => ({
  models: models.map(modelDocument),
  known: known.map(({ blocked, ...pack }) => ({
    ...pack,
    blocked: blocked && knownFaultText(blocked),
    because: blocked
  }))
})
