import type { ModelFault } from '#contract/faults.ts'
import type { ModelEntry, ModelList } from '#contract/models.ts'
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

/** One of the list; the document's keys are older than the words of the code. */
export const entryDocument = ({ analysed, unanalysed, ...model }: ModelEntry): object => ({
  ...modelDocument(model),
  heard: analysed,
  unheard: unanalysed
})

/** All models, and those that can be fetched. */
export const modelsDocument = ({ models, known }: ModelList): object => ({
  models: models.map(entryDocument),
  known: known.map(({ blocked, ...pack }) => ({
    ...pack,
    blocked: blocked && knownFaultText(blocked),
    because: blocked
  }))
})
