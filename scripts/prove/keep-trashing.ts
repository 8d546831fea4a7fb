import { openDatabase } from '../../src-main/core/database/open.ts'
import { trackStatements } from '../../src-main/core/database/statements/tracks.ts'
import { proposeAsides } from '../../src-main/core/doubles/propose.ts'
import { openTagging } from './tagging.ts'

// Puts all files of a library but the first into the trash and takes them out again, round after round, until it is killed.
const [dataFolder, firstRound] = process.argv.slice(2)
const db = openDatabase(dataFolder!)
const { tagging, jobs } = openTagging(db, dataFolder!)
const tracks = trackStatements(db)

for (let round = Number(firstRound); ; round++) {
  const wait = async ({ id }: { id: number }): Promise<void> => {
    const off = jobs.on(({ done }) => done > 0 && process.send?.({ round, warm: true }))
    await jobs.settled(id)
    off()
  }
  // What a kill left in the trash comes out first.
  for (const { id, kind, undone, changes } of tagging.journal.batches()) {
    if (kind === 'write' && undone < changes) await wait(await tagging.undo({ id }))
  }
  const [keep, ...others] = [...tracks.ids('path', false)]
  const groups = [{ keep: keep!, others }]
  const plan = proposeAsides(db, { name: `Round ${round}`, groups, trash: true }, Date.now())
  process.send?.({ round })
  await wait(await tagging.write({ id: plan, keepTimes: false }))
  tagging.plans.discard(plan)
}
