import type { TagField } from '#contract/field-uses.ts'
import { openDatabase } from '../../src-main/core/database/open.ts'
import { trackStatements } from '../../src-main/core/database/statements/tracks.ts'
import { readFields } from '../../src-main/core/tags/index.ts'
import { openTagging, roundFields } from './tagging.ts'

// Writes tags into every file of a library, round after round, until it is killed.
const [dataFolder, firstRound] = process.argv.slice(2)
const db = openDatabase(dataFolder!)
const { tagging, jobs } = openTagging(db, dataFolder!)
const paths = trackStatements(db)
  .byIds(trackStatements(db).ids('path', false))
  .map(({ path }) => path)

for (let round = Number(firstRound); ; round++) {
  const wanted = roundFields(round)
  const files = paths.map(path => {
    const { fields } = readFields(path)
    const changes = Object.entries(wanted).map(([name, after]) => {
      return { field: name, before: fields[name as TagField], after, accepted: true }
    })
    return { path, changes }
  })
  const document = { earshot: 'tag-plan', version: 1, name: `Round ${round}`, mode: 'replace', files }
  const plan = tagging.plans.import(JSON.stringify(document))
  const job = await tagging.write({ id: plan.id, keepTimes: round % 2 === 0 })
  process.send?.({ round })
  const off = jobs.on(({ done }) => done > 0 && process.send?.({ round, warm: true }))
  await jobs.settled(job.id)
  off()
  tagging.plans.discard(plan.id)
}
