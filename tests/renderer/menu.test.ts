import { beforeEach, expect, it, vi } from 'vitest'
import { ofPage, ofPlaylist, ofSaved, ofTrack, openMenu } from '../../src-renderer/state/abouts.ts'
import { AppState } from '../../src-renderer/state/app.svelte.ts'
import { askToExport, askToSave } from '../../src-renderer/state/ask-to-save.ts'
import { ElementSound, type SoundElement } from '../../src-renderer/state/player/element-sound.ts'
import { dropFiles } from '../../src-renderer/state/drop-files.ts'
import { findNames } from '../../src-renderer/state/shelves/find-names.ts'
import { trackMenu, wholeMenu } from '../../src-renderer/state/track-menu.ts'
import { say } from '../../src-renderer/text/say.ts'
import { FakeBridge } from '../support/fake-bridge.ts'

const folder = {
  id: 1,
  path: '/music/Records',
  state: 'present',
  tracks: 50,
  addedAt: 0,
  scannedAt: 1
} as const

let app: AppState
let bridge: FakeBridge
const at = { x: 1, y: 1 }

beforeEach(async () => {
  bridge = new FakeBridge({
    tracks: 50,
    analysed: 50,
    cut: 5,
    playlists: { lists: 1, entries: 4 },
    saved: [{ id: 1, text: 'warm strings', savedAt: 1 }],
    folders: [folder]
  })
  vi.spyOn(bridge, 'mediaUrl').mockImplementation(id => `media:${id}`)
  const sound = Object.assign(new EventTarget(), { play: () => Promise.resolve(), pause: () => undefined })
  app = new AppState(bridge, new ElementSound(id => bridge.mediaUrl(id), sound as unknown as SoundElement))
  await app.load()
})

const labels = (): string[] => wholeMenu(app).map(({ label }) => label)
const choose = async (label: string): Promise<void> => {
  const item = wholeMenu(app).find(one => one.label === label)!
  app.menu.choose(item, () => app.overlay !== null)
  await new Promise(resolve => setTimeout(resolve))
}

it('is about what it was opened on, until what was chosen is done', async () => {
  const listed = [...app.meant.ids]
  const [playlist] = app.playlists.list.value!
  await openMenu(app, at, ofPlaylist(app, playlist!))
  const { ids } = await bridge.call('playlists.tracks', { id: playlist!.id })
  expect([...app.meant.ids]).toEqual([...ids])
  expect(labels().slice(0, 2)).toEqual([say.menu.open, say.menu.removePlaylist])
  askToExport(app)
  expect(app.playlists.exporter.what).toEqual({ id: playlist!.id })

  await choose(say.commands.playlist)
  expect(app.menu.at).toBeNull()
  expect(app.overlay).toBe('playlist')
  expect(app.meant.ids).toHaveLength(4)
  app.overlay = null
  expect([...app.meant.ids]).toEqual(listed)

  app.menu.open(at, ofTrack(app, 7))
  await choose(say.commands.addToQueue)
  expect(app.player.queue.entries.map(({ id }) => id)).toEqual([7])
  expect(app.menu.about).toBeNull()
  app.menu.open(at, ofTrack(app, 7))
  app.menu.close()
  expect([...app.meant.ids]).toEqual(listed)
})

it('of a search that is kept saves it as one, of an artist his tracks under his name', async () => {
  await openMenu(app, at, ofSaved(app, { text: 'warm strings' }))
  askToSave(app)
  expect(app.saving).toMatchObject({ name: 'warm strings', search: 'warm strings', fits: true })
  expect(app.saving!.trackIds).toHaveLength(5)
  app.overlay = null

  await openMenu(app, at, ofPage(app, { view: 'artist', id: 1 }, 'Anna'))
  askToExport(app)
  expect(app.playlists.exporter.what).toMatchObject({ name: 'Anna', trackIds: [...app.meant.ids] })
})

it('names lead to what the window knows and to what the library has', async () => {
  const [playlist] = app.playlists.list.value!
  const kinds = async (text: string): Promise<string[]> =>
    (await findNames(app, text)).map(({ kind }) => kind)
  expect(await kinds(playlist!.name.toUpperCase())).toContain(say.shelves.kinds.playlist)
  expect(await kinds('warm')).toContain(say.shelves.kinds.search)
  expect(await kinds('jazz')).toContain(say.shelves.kinds.genre)
  const [theme] = await findNames(app, say.settings.theme)
  theme!.run()
  expect([app.place, app.preferences.sought]).toEqual(['settings', say.settings.theme])
})

it('folders are narrowed down by words of their names', async () => {
  await app.shelves.show({ view: 'folders', path: null })
  const all = app.shelves.folders.ids.length
  const { name } = app.shelves.folders.row(1)!
  const narrowed = async (filter: string): Promise<number> => {
    app.shelves.folders.filter = filter
    await app.shelves.folders.load()
    return app.shelves.folders.ids.length
  }
  expect(await narrowed(name.slice(0, 4).toUpperCase())).toBeGreaterThan(0)
  expect(await narrowed('zzz')).toBe(0)
  expect(await narrowed('')).toBe(all)
})

it('several entries are dragged together, and stay in their order', async () => {
  const { open } = app.playlists
  await app.playlists.show(app.playlists.list.value![0]!.id)
  const [a, b, c, d] = [...open.ids] as [number, number, number, number]
  open.choose(a)
  open.toggle(c)
  const moved = (): unknown => bridge.calls.findLast(({ name }) => name === 'playlists.edit')?.input
  await open.drop(0, 3)
  expect(moved()).toMatchObject({ operations: [{ kind: 'move', entryIds: [a, c], before: d }] })
  // Onto one of them: before the next that stays.
  open.choose(a)
  open.toggle(b)
  await open.drop(1, 1)
  expect(moved()).toMatchObject({
    operations: [{ kind: 'move', entryIds: expect.arrayContaining([a, b]) as unknown }]
  })
})

it('files that are dropped are told apart: folders, playlists, tracks', async () => {
  const file = (name: string, type = ''): File => new File([], name, { type })
  vi.spyOn(bridge, 'pathOf').mockImplementation(({ name }) => `/dropped/here/${name}`)
  const calls = (name: string): unknown[] =>
    bridge.calls.filter(one => one.name === name).map(({ input }) => input)
  await dropFiles(app, [file('Vinyl'), file('Car.M3U8', 'audio/x-mpegurl'), file('one.flac', 'audio/flac')])
  expect(calls('library.addFolders')).toEqual([{ paths: ['/dropped/here/Vinyl'] }])
  expect(calls('playlists.import')).toEqual([{ path: '/dropped/here/Car.M3U8' }])
  expect(app.place).toBe('playlists')
  const offer = app.notices.offering!
  expect(offer.action!.label).toBe(say.dropAdd('here'))
  app.notices.act(offer)
  expect(calls('library.addFolders').at(-1)).toEqual({ paths: ['/dropped/here'] })
})

it('offers what fits the number: one is shown in its folder, several are kept and exported', async () => {
  const has = (name: 'reveal' | 'export' | 'save'): boolean => labels().includes(say.commands[name])
  app.menu.open(at, ofTrack(app, 7))
  expect([has('reveal'), has('export'), has('save')]).toEqual([true, false, false])
  app.menu.open(at, { name: '', ids: [1, 2], own: [] })
  expect([has('reveal'), has('export'), has('save')]).toEqual([false, true, true])
  app.menu.open(at, { name: 'Empty', ids: [], own: [] })
  expect(trackMenu(app)).toEqual([])
})
