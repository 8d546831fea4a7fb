import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { browserShell } from '../../src-main/serve/browser-shell.ts'
import { Roots } from '../../src-main/serve/roots.ts'
import { writeWav } from '../support/audio.ts'
import { addAndScan, ask, serveLibrary, type Answer, type Served } from '../support/fixture-serve.ts'

let served: Served
let id: number

beforeAll(async () => {
  served = await serveLibrary()
  writeWav(join(served.music, 'a b.wav'), { seconds: 1 })
  const trackIds = await addAndScan(served, served.music)
  const { call } = served.engine
  id = (await call('playlists.create', { name: 'Road/trip é', trackIds })).id
  await call('playlists.create', { name: 'Twice' })
  await call('playlists.create', { name: 'Twice' })
})
afterAll(() => served.stop())

const get = (path: string, headers: Record<string, string> = { cookie: served.cookie }): Promise<Answer> =>
  ask(served.origin, path, { method: 'GET', headers })
const address = `/playlists/${encodeURIComponent('Road/trip é.m3u8')}`

test('playlists are files, behind the cookie or with the token in the address', async () => {
  const file = `#EXTM3U\n#PLAYLIST:Road/trip é\n#EXTINF:1,a b\n${join(served.music, 'a b.wav')}\n`
  for (const answer of [
    await get(address),
    await get(`${address}?token=${served.token}`, {}),
    await get(`/playlists/${id}.m3u8`)
  ]) {
    expect(answer.status).toBe(200)
    expect(answer.headers['content-type']).toContain('mpegurl')
    expect(answer.headers['set-cookie']).toBeUndefined()
    expect(String(answer.body)).toBe(file)
  }
  expect(String((await get('/playlists/')).body)).toContain(`${id}\tRoad/trip é\n`)
})

test('with another beginning of the paths', async () => {
  const from = encodeURIComponent(served.music)
  const answer = await get(`/playlists/${id}.xspf?from=${from}&to=%2Fdata`)
  expect(String(answer.body)).toContain('<location>file:///data/a%20b.wav</location>')
})

test('not without the token, not by a wrong name', async () => {
  expect((await get(address, {})).status).toBe(401)
  expect((await get(`${address}?token=wrong`, {})).status).toBe(401)
  expect((await get(`${address}?token=wrong`)).status).toBe(401)
  for (const [path, status] of [
    ['/playlists/none.m3u8', 404],
    ['/playlists/Twice.m3u8', 409],
    [`/playlists/${id}.exe`, 404],
    ['/playlists/%ff.m3u8', 404],
    ['/playlists/..%2f..%2fetc%2fpasswd', 404],
    [`/playlists/${id}.nsp`, 400]
  ] as const) {
    expect([path, (await get(path)).status]).toEqual([path, status])
  }
})

test('a browser writes and reads playlists below the roots only', async () => {
  const outside = join(served.folder, 'outside')
  mkdirSync(outside)
  writeFileSync(join(outside, 'x.m3u'), 'a.wav')
  const { call } = browserShell(served.engine, new Roots([served.music]))
  const refused = { code: 'outside-roots' }
  await expect(call('playlists.export', { ids: [id], folder: outside })).rejects.toMatchObject(refused)
  const tracks = { name: 'Some', trackIds: [1] }
  await expect(call('playlists.exportTracks', { ...tracks, folder: outside })).rejects.toMatchObject(refused)
  const target = { folder: outside, format: 'm3u8' as const }
  await expect(call('playlists.setTarget', { id, target })).rejects.toMatchObject(refused)
  await expect(call('playlists.import', { path: join(outside, 'x.m3u') })).rejects.toMatchObject(refused)
  await expect(call('playlists.export', { ids: [id], folder: served.music })).resolves.toMatchObject({
    kind: 'playlist-export'
  })
})
