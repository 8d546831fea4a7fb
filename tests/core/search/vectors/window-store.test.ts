import { expect, it } from 'vitest'
import { WindowStore } from '../../../../src-main/core/search/vectors/window-store.ts'
import { MadeLibrary } from '../made-library.ts'

it('reads tracks alone and many at once alike, and knows those that are not there', () => {
  const made = new MadeLibrary()
  try {
    const ids = ['piano', 'drums', 'rain'].map(sound => made.add({ title: sound, sounds: [sound, sound] }))
    const unheard = made.add({ title: 'unheard', sounds: [] })
    const [alone, together] = [new WindowStore(made.db, 1), new WindowStore(made.db, 1)]
    together.ready([...ids, unheard, 999, ids[0]!])
    for (const id of ids) {
      expect(together.get(id)!.windows.starts).toHaveLength(2)
      expect(together.get(id)).toEqual(alone.get(id))
      expect(together.get(id)).toBe(together.get(id))
    }
    expect([unheard, 999].map(id => together.get(id))).toEqual([null, null])
    together.forget(ids)
    expect(together.get(ids[1]!)).toEqual(alone.get(ids[1]!))
  } finally {
    made.close()
  }
})
