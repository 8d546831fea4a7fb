import type { FakeEngine, Handlers } from './fake-engine.ts'
import { rowOf } from './fake-library.ts'

interface Options {
  left: number[]
}

/** Tracks that were left out of the library. */
export const leftHandlers = ({ options }: FakeEngine<Options>): Handlers => ({
  'library.leaveOut': ({ ids, out }) => {
    const others = options.left.filter(id => !ids.includes(id))
    options.left = out ? [...ids, ...others] : others
    return { changed: ids.length }
  },
  'library.leftTracks': () => ({
    tracks: options.left.map(id => ({ ...rowOf(id, true), at: 1 })),
    all: options.left.length
  })
})
