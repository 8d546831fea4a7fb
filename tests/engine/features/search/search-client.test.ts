import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Thread } from '../../../../src-main/core/threads/index.ts'
import { SearchClient } from '../../../../src-main/engine/features/search/search-client.ts'
import type { SoundTasks } from '../../../../src-main/engine/workers/sound-tasks.ts'
import { workerFile } from '../../../../src-main/engine/workers/worker-files.ts'
import { shipped } from '../../../support/shipped.ts'
import { MadeLibrary } from '../../../core/search/made-library.ts'

const modelsFolder = fileURLToPath(new URL('../../../../models', import.meta.url))
const ask = (text: string) => ({ text, limit: 10, all: false })

describe('with the real text tower', () => {
  let made: MadeLibrary
  let client: SearchClient
  beforeEach(() => {
    made = new MadeLibrary()
    const { id, version } = shipped
    made.db.prepare('UPDATE models SET name = ?, version = ?').run(id, version)
    made.add({ title: 'Cloudbusting', artist: 'Kate Bush', year: 1985 })
    made.add({ title: 'Running Up That Hill', artist: 'Kate Bush', year: 1985 })
    client = new SearchClient(workerFile('search'), { dataFolder: made.folder, modelsFolder })
  })
  afterEach(async () => {
    await client.close()
    made.close()
  })

  it('answers, sees changes, and keeps the vectors of the unrelated phrases', async () => {
    const first = await client.query(ask('cloudbusting year:1985'))
    expect(first).toMatchObject({ unanalysed: 2, hits: [{ id: 1, rank: 1, moment: null }] })
    made.add({ title: 'Hounds of Love', artist: 'Kate Bush', year: 1985 })
    client.changed()
    expect((await client.query(ask('hounds of love'))).hits[0]!.id).toBe(3)
    const files = readdirSync(join(made.folder, 'cache'))
    expect(files.length).toBeGreaterThan(0)

    // A damaged file is made again, not believed.
    await client.close()
    writeFileSync(join(made.folder, 'cache', files[0]!), 'damaged')
    client = new SearchClient(workerFile('search'), { dataFolder: made.folder, modelsFolder })
    expect((await client.query(ask('cloudbusting'))).hits[0]!.id).toBe(1)
  })

  it('asks a thread that was begun before it, and another once that has ended', async () => {
    const begun = new Thread<SoundTasks>(workerFile('search'))
    const own = new SearchClient(workerFile('search'), { dataFolder: made.folder, modelsFolder }, begun)
    const asked = own.query(ask('cloudbusting'))
    expect(begun.waiting).toBe(1)
    expect((await asked).hits[0]!.id).toBe(1)
    await begun.close()
    expect((await own.query(ask('hill'))).hits[0]!.id).toBe(2)
    await own.close()
  })

  it('answers only the newest of a lane, and nothing that was given up', async () => {
    const typed = ['c', 'cl', 'clo', 'cloudbusting'].map(text => client.query(ask(text), { lane: 'box' }))
    const settled = await Promise.allSettled(typed)
    expect(settled.map(one => one.status)).toEqual(['rejected', 'rejected', 'rejected', 'fulfilled'])
    expect((settled[0] as PromiseRejectedResult).reason).toMatchObject({ code: 'cancelled' })

    const controller = new AbortController()
    const given = client.query(ask('hill'), { signal: controller.signal })
    controller.abort()
    await expect(given).rejects.toMatchObject({ code: 'cancelled' })
    await expect(client.query(ask('hill'), { signal: controller.signal })).rejects.toMatchObject({
      code: 'cancelled'
    })
  })

  it('passes errors on with their code, and goes on after them', async () => {
    await expect(client.heat({ id: 99, text: 'piano' })).rejects.toMatchObject({ code: 'not-found' })
    await expect(client.similar({ ids: [], paths: [], text: '', limit: 5 })).rejects.toMatchObject({
      code: 'bad-request'
    })
    expect((await client.query(ask(''))).hits).toHaveLength(2)
  })

  it('what waits while the model changes is answered by the other worker', async () => {
    const waiting = client.query(ask('cloudbusting'))
    const gone = new AbortController()
    const given = client.query(ask('hill'), { signal: gone.signal })
    client.use({ dataFolder: made.folder, modelsFolder, model: shipped.id })
    gone.abort()
    await expect(given).rejects.toMatchObject({ code: 'cancelled' })
    expect((await waiting).hits[0]!.id).toBe(1)
    client.use({ dataFolder: made.folder, modelsFolder, model: 'nothing' })
    await expect(client.query(ask('hill'))).rejects.toMatchObject({ code: 'model-missing' })
  })

  it('can be closed in the middle of its work, and refuses afterwards', async () => {
    const asked = client.query(ask('anything at all'))
    const refused = expect(asked).rejects.toMatchObject({ code: 'cancelled' })
    await client.close()
    await refused
    await expect(client.query(ask('more'))).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('says which model is missing', async () => {
    const lost = new SearchClient(workerFile('search'), {
      dataFolder: made.folder,
      modelsFolder: made.folder
    })
    await expect(lost.query(ask('piano'))).rejects.toMatchObject({ code: 'model-missing' })
    await lost.close()
    expect(existsSync(made.folder)).toBe(true)
  })
})
