import { EarshotError } from '#contract/errors.ts'
import type { JobPlan } from '../../jobs/index.ts'
import { meteredPlan } from '../../jobs/metered-plan.ts'
import type { ScoringProfile } from '../scoring-profile.ts'
import { checkNewPack } from './check-pack.ts'
import { finishPack } from './finish-pack.ts'
import type { FoundPack } from './inspect.ts'
import { requireRoom, Stage } from './stage.ts'

export interface AddingPack {
  packsFolder: string
  pack: FoundPack
  /** Where the files come from, as it is shown. */
  source: string
  /** The scoring profile of the model that comes along. */
  usual(): ScoringProfile
  /** The worker that tests it. */
  selfTest: URL
}

/** Copies a pack, tests the copy and makes it a model; or leaves nothing behind. */
export function addPackPlan({ packsFolder, pack, source, usual, selfTest }: AddingPack): JobPlan<number> {
  let current = pack.title
  return meteredPlan({
    total: () => Promise.resolve(pack.bytes),
    label: () => current,
    work: async function* (signal) {
      await requireRoom(packsFolder, pack.bytes)
      const stage = await Stage.open(packsFolder, pack.id)
      try {
        let before = 0
        for (const file of pack.files) {
          current = file.name
          let bytes = 0
          for await (const read of stage.copy(file)) {
            if (signal.aborted) throw new EarshotError('cancelled', 'Cancelled.')
            bytes += read
            yield before + bytes
          }
          before += bytes
        }
        current = pack.title
        const checked = await checkNewPack(selfTest, stage.folder, stage.files)
        await finishPack(stage, { ...pack, source }, checked, usual())
      } finally {
        // After a success it is not there any more.
        await stage.discard()
      }
    }
  })
}
