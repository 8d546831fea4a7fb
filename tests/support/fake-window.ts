import type { WindowState } from '#contract/window.ts'
import type { FakeEngine, Handlers } from './fake-engine.ts'

interface Options {
  window: WindowState
}

/** What the window keeps, and how loud it plays. */
export const windowHandlers = ({ options }: FakeEngine<Options>): Handlers => ({
  'audio.gain': ({ id }) => ({
    track: { decibels: id % 2 ? -6 : 3, peak: 0.9, from: id % 2 ? 'tags' : 'measured' },
    album: null
  }),
  'window.get': () => options.window,
  'window.keep': parts => {
    options.window = { ...options.window, ...parts }
    return null
  }
})
