import { openLibrary, planOfChanges, roundFields } from './tagging.ts'

// Writes tags into every file of a library, round after round, until it is killed.
const [dataFolder, firstRound] = process.argv.slice(2)
const { tagging, jobs, paths } = openLibrary(dataFolder!)

for (let round = Number(firstRound); ; round++) {
  const plan = tagging.plans.import(planOfChanges(paths, () => roundFields(round)))
  const job = await tagging.write({ id: plan.id, keepTimes: round % 2 === 0 })
  process.send?.({ round })
  const off = jobs.on(({ done }) => done > 0 && process.send?.({ round, warm: true }))
  await jobs.settled(job.id)
  off()
  tagging.plans.discard(plan.id)
}
