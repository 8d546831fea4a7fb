import { statSync } from 'node:fs'
import { expect, it } from 'vitest'
import { folderStatements } from '../../../../src-main/core/database/statements/folders.ts'
import { planStatements } from '../../../../src-main/core/database/statements/plans.ts'
import { trackStatements } from '../../../../src-main/core/database/statements/tracks.ts'
import { JobRunner } from '../../../../src-main/core/jobs/index.ts'
import { makeJob } from '../../../../src-main/core/tagging/plan/make-job.ts'
import type { Proposal, ProposalAsk } from '../../../../src-main/core/tagging/plan/proposals.ts'
import { WriterThread } from '../../../../src-main/core/tagging/write/writer-thread.ts'
import { workerFile } from '../../../../src-main/engine/workers/worker-files.ts'
import { sampleTrack, scratchDatabase, scratchFolder } from '../../../support/database.ts'
import { makeSong } from '../../../support/tag-library.ts'

it('plans what the files themselves do not say yet, and leaves out what cannot be written', async () => {
  const music = scratchFolder()
  const db = scratchDatabase()
  const tracks = trackStatements(db)
  const { id: folderId } = folderStatements(db).add(music, 0)
  const add = (path: string): number => tracks.insert(sampleTrack({ folderId, path }), 0)
  const mp4 = add(makeSong(music, 'song', 'm4a'))
  const rock = add(makeSong(music, 'rock', 'flac'))
  const quiet = add(makeSong(music, 'quiet', 'flac'))
  const gone = add(`${music}/gone.flac`)

  const reliability = { source: 'model', auc: 0.9, precision: 0.8, examples: 0 } as const
  const common = { score: 3, sure: true, reliability, moment: { start: 0, end: 2 } }
  const genre: Proposal = { field: 'genre', value: 'Rock', ...common }
  const bpm: Proposal = { field: 'bpm', value: '120.4', ...common }
  const asked: ProposalAsk[] = []
  const thread = new WriterThread(workerFile('tag-writer'), music)
  const plans = planStatements(db)
  const planId = plans.add({ name: 'x', mode: 'add', state: 'making' }, 0)
  const jobs = new JobRunner()
  const failed: string[] = []
  const job = jobs.start(
    'tag-plan',
    makeJob({
      db,
      thread,
      planId,
      ids: [mp4, rock, quiet, gone],
      fields: ['genre', 'bpm'],
      mode: 'add',
      unsure: false,
      charset: 'windows-1252',
      proposals: ask => {
        asked.push(ask)
        return Promise.resolve(
          new Map([
            [mp4, [bpm]],
            [rock, [genre]],
            [gone, [genre]]
          ])
        )
      },
      onFailure: path => failed.push(path)
    })
  )
  const ended = await jobs.settled(job.id)
  await thread.close()

  expect(asked).toEqual([{ ids: [mp4, rock, quiet, gone], fields: ['genre', 'bpm'], unsure: false }])
  expect(ended).toMatchObject({ state: 'done', done: 1, skipped: 2, failed: 1 })
  expect(failed).toEqual([`${music}/gone.flac`])
  const files = plans.files(planId, 0, 10)
  expect(files).toHaveLength(1)
  expect(files[0]).toMatchObject({
    trackId: mp4,
    // MP4 has whole beats only.
    changes: [{ field: 'bpm', before: [], after: ['120'], accepted: true, reasons: [{ value: '120.4' }] }]
  })
  const song = tracks.byId(mp4)!.path
  expect(plans.toWrite(files[0]!.id)).toMatchObject({ path: song, size: statSync(song).size })
  expect(plans.get(planId)).toMatchObject({ state: 'open', changes: 1, accepted: 1 })
})
