import type { Tagging } from '../../../core/tagging/tagging.ts'
import type { Family } from '../../wire/handler.ts'

/** `changed`: a plan is not as it was. */
export function planHandlers(tagging: Tagging, changed: () => void): Family<'plans'> {
  const { plans } = tagging
  const told = <Result>(result: Result): Result => {
    changed()
    return result
  }
  return {
    'plans.make': async (input, signal) => told(await tagging.make(input, signal)),
    'plans.repairTexts': input => told(tagging.repairTexts(input)),
    'plans.byHand': input => told(tagging.byHand(input)),
    'plans.move': input => told(tagging.move(input)),
    'plans.movePreview': (input, signal) => tagging.previewMoves(input, signal),
    'plans.oldTexts': () => ({ tracks: tagging.oldTexts() }),
    'plans.list': () => plans.list(),
    'plans.get': ({ id }) => plans.get(id),
    'plans.files': ({ id, offset, limit }) => plans.files(id, offset, limit),
    'plans.accept': ({ id, choice, accepted }) => told(plans.accept(id, choice, accepted)),
    'plans.edit': ({ id, changeId, after }) => told(plans.edit(id, changeId, after)),
    'plans.discard': ({ id }) => {
      plans.discard(id)
      return told(null)
    },
    'plans.export': ({ id }) => plans.export(id),
    'plans.import': ({ json }) => told(plans.import(json)),
    'plans.write': input => tagging.write(input)
  }
}
