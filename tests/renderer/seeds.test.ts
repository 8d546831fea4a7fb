import { expect, it } from 'vitest'
import { Seeds } from '../../src-renderer/state/seeds.svelte.ts'
import { FakeBridge } from '../support/fake-bridge.ts'
import { detailOf, rowOf } from '../support/fake-library.ts'

const all = Array.from({ length: 1284 }, (_, at) => rowOf(at + 1, true))
const namesakes = (title: string): number => all.filter(row => row.title === title).length
const alone = all.find(row => namesakes(row.title) === 1 && !row.title.includes('Very Long'))!
const shared = all.find(row => namesakes(row.title) > 1)!

it('a track is named by its title where no other is called so, else by its path', async () => {
  const seeds = new Seeds(new FakeBridge({ tracks: 1284, analysed: 1284 }))
  const { path } = detailOf(shared.id, true)
  expect((await seeds.of(alone)).written).toBe(`like:"${alone.title}"`)
  expect(await seeds.of(shared)).toEqual({
    written: `like:"${path}"`,
    others: [`like:"${shared.title}"`]
  })
  expect(seeds.shown(`-like:"${path}"`)).toBe(`-like:"${shared.title}"`)
})

it('a path from elsewhere is shown as its file, and a name stays a name', () => {
  const seeds = new Seeds(new FakeBridge())
  expect(seeds.shown('like:"/music/Tidal/03 Slow River.flac"')).toBe('like:"03 Slow River"')
  expect(seeds.shown('like:"Slow River"')).toBe('like:"Slow River"')
  expect(seeds.nameOf('AC/DC')).toBe('AC/DC')
})

it('an artist or an album of the same name counts as another', async () => {
  const bridge = new FakeBridge({ tracks: 1284, analysed: 1284 })
  const { written } = await new Seeds(bridge).of({ ...alone, title: 'Tidal' })
  expect(written).toMatch(/^like:"\/music\//)
})
