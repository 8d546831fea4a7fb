import type { Job } from '#contract/entities.ts'
import { trackStatements } from '../../src-main/core/database/statements/tracks.ts'
import { openDatabase } from '../../src-main/core/database/open.ts'
import { generator } from '../../src-main/core/kernels/random.ts'
import { openTagging } from './tagging.ts'

// Gives all files of a library other names, on one disk and on the other, and takes some of it back, until it is killed.
const [dataFolder, firstRound, aim, ...roots] = process.argv.slice(2)
const db = openDatabase(dataFolder!)
const { tagging, jobs } = openTagging(db, dataFolder!)
const tracks = trackStatements(db)

const patterns = [
  '{artist}/{album} R/{track} {title} ROUND',
  '{album:first}/{"ROUND "album}/{disc-}{track:3} {title}',
  'round/{title} ({album}) ROUND',
  '{track}/{track} {title:upper} ROUND'
]

/** Waits for a job, tells that its first file was moved, and whether a full disk stopped it. */
async function wait(round: number, { id }: Pick<Job, 'id'>): Promise<void> {
  const off = jobs.on(({ done }) => done > 0 && process.send?.({ round, warm: true }))
  const { error } = await jobs.settled(id)
  off()
  process.send?.({ round, full: error?.code === 'disk-full' })
}

async function takeBack(round: number): Promise<void> {
  const batch = tagging.journal
    .batches()
    .find(({ kind, undone, changes }) => kind === 'write' && undone < changes)
  if (batch) await wait(round, await tagging.undo({ id: batch.id }))
}

if (aim === 'undo') for (let batch = 0; batch < 3; batch++) await takeBack(Number(firstRound))
for (let round = Number(firstRound); ; round++) {
  const random = generator(round)
  const all = [...tracks.ids('path', false)]
  // Some at a time, so that folders are emptied in one round and half emptied in another.
  const ids = all.filter(() => random() < 0.8)
  const pattern = patterns[round % patterns.length]!.replaceAll('ROUND', String(round))
  const root = round % 3 === 0 ? undefined : roots[round % roots.length]
  const { plan, job } = tagging.move({ name: `Round ${round}`, ids, pattern, root })
  await jobs.settled(job.id)
  const writing = await tagging.write({ id: plan.id, keepTimes: false }).catch(() => null)
  process.send?.({ round })
  if (writing !== null) await wait(round, writing)
  tagging.plans.discard(plan.id)
  if (round % 4 === 0) await takeBack(round)
}
