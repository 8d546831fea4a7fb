import { EarshotError } from '#contract/errors.ts'
import type { FoundPack } from '../../../core/inference/packs/inspect.ts'
import { requireRoom, Stage } from '../../../core/inference/packs/stage.ts'
import type { ScoringProfile } from '../../../core/search/scoring/profile.ts'
import type { JobPlan } from '../../../core/jobs/index.ts'
import { checkNewPack } from './check-pack.ts'
import { finishPack } from './finish-pack.ts'
import { meteredPlan } from './metered-plan.ts'

export interface AddingPack {
  packsFolder: string
  pack: FoundPack
  /** Where the files come from, as it is shown. */
  source: string
  /** The scoring profile of the model that comes along. */
  usual(): ScoringProfile
}

/** Copies a pack, tests the copy and makes it a model; or leaves nothing behind. */
export function addPackPlan({ packsFolder, pack, source, usual }: AddingPack): JobPlan<number> {
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
        const checked = await checkNewPack(stage.folder, stage.files)
        await finishPack(stage, { ...pack, source }, checked, usual())
      } finally {
        // After a success it is not there any more.
        await stage.discard()
      }
    }
  })
}
