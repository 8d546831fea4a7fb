import { expect, it } from 'vitest'
import { type AnalysedTrack, WindowStore } from '../../../../src-main/core/search/vectors/window-store.ts'
import { MadeLibrary } from '../made-library.ts'

it('reads tracks alone and many at once alike, and knows those that are not there', () => {
  const made = new MadeLibrary()
  try {
    const ids = ['piano', 'drums', 'rain'].map(sound => made.add({ title: sound, sounds: [sound, sound] }))
    const unheard = made.add({ title: 'unheard', sounds: [] })
    const all = ({ windows, music, duration, tags, energy, valence, waveform }: AnalysedTrack) => ({
      ...{ windows, music, duration, tags, energy, valence, waveform }
    })
    const [alone, together] = [new WindowStore(made.db, 1), new WindowStore(made.db, 1)]
    together.ready([...ids, unheard, 999, ids[0]!])
    for (const id of ids) {
      expect(together.get(id)!.windows.starts).toHaveLength(2)
      expect(all(together.get(id)!)).toEqual(all(alone.get(id)!))
      expect(together.get(id)).toBe(together.get(id))
    }
    expect([unheard, 999].map(id => together.get(id))).toEqual([null, null])
    together.forget(ids)
    expect(all(together.get(ids[1]!)!)).toEqual(all(alone.get(ids[1]!)!))
  } finally {
    made.close()
  }
})

it('lets go of the batch that was not used for longest, and reads it again', () => {
  const made = new MadeLibrary()
  try {
    const ids = ['piano', 'drums', 'rain', 'choir'].map(sound => made.add({ title: sound, sounds: [sound] }))
    // Room for two batches of one track.
    const store = new WindowStore(made.db, 1, 2500)
    const [first, second] = ids.slice(0, 2).map(id => store.get(id))
    expect(store.get(ids[0]!)).toBe(first)
    store.ready([ids[2]!])
    expect(store.get(ids[0]!)).toBe(first)
    const again = store.get(ids[1]!)
    expect(again).not.toBe(second)
    expect(again!.windows).toEqual(second!.windows)
    // A batch that is larger than the room stays until the next one.
    store.ready(ids)
    expect(store.get(ids[3]!)!.windows.starts).toHaveLength(1)
  } finally {
    made.close()
  }
})

it('reads what is shown of a track when it is asked for, all at once or alone, and of one that was let go as well', () => {
  const made = new MadeLibrary()
  try {
    const ids = ['piano', 'drums', 'rain'].map((sound, i) =>
      made.add({ title: sound, sounds: [sound], waveform: [i, 9] })
    )
    const store = new WindowStore(made.db, 1)
    store.ready(ids)
    const [first, second, third] = ids.map(id => store.get(id)!)
    store.forget([ids[2]!])
    store.complete(ids)
    // Whether it is read by now: what comes into the database later is not seen.
    made.db.prepare("UPDATE analyses SET waveform = x'0707'").run()
    expect([first, second, third].map(one => [...one!.waveform])).toEqual([
      [0, 9],
      [1, 9],
      [7, 7]
    ])
    made.db.prepare('DELETE FROM analyses').run()
    expect(first!.tags.length).toBeGreaterThan(0)
    store.forget(ids)
    expect(store.get(ids[0]!)).toBeNull()
  } finally {
    made.close()
  }
})
