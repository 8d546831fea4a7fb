import { generator } from '../../src-main/core/kernels/random.ts'
import { randomChanges } from '../../tests/support/random-tags.ts'
import { openLibrary, planOfChanges } from './tagging.ts'

// Writes tags into every file of a library and takes them back, round after round, until it is killed.
const [dataFolder, firstRound] = process.argv.slice(2)
const { tagging, jobs, paths } = openLibrary(dataFolder!)

for (let round = Number(firstRound); ; round++) {
  const random = generator(round)
  const plan = tagging.plans.import(
    planOfChanges(paths, () => ({ ...randomChanges(random), mood: [`round ${round}`] }))
  )
  const writing = await tagging.write({ id: plan.id, keepTimes: round % 2 === 0 })
  process.send?.({ round })
  await jobs.settled(writing.id)
  tagging.plans.discard(plan.id)
  const batch = tagging.journal.batches().find(({ kind }) => kind === 'write')!
  const undoing = await tagging.undo({ id: batch.id })
  const off = jobs.on(({ done }) => done > 0 && process.send?.({ round, warm: true }))
  await jobs.settled(undoing.id)
  off()
}
