import { EarshotError } from '#contract/errors.ts'
import type { Tagging } from '../../../core/tagging/tagging.ts'
import type { Family } from '../../wire/handler.ts'

export function historyHandlers(tagging: Tagging): Family<'history'> {
  const { journal } = tagging
  return {
    'history.list': () => journal.batches(),
    'history.changes': ({ id, offset, limit }) => {
      if (journal.batch(id) === null) {
        throw new EarshotError('not-found', `There is no batch ${id} in the history.`)
      }
      return journal.changes(id, offset, limit)
    },
    'history.undo': input => tagging.undo(input)
  }
}
