import type { WindowState } from '#contract/window.ts'
import type { FakeEngine, Handlers } from './fake-engine.ts'

interface Options {
  window: WindowState
}

export const windowHandlers = ({ options }: FakeEngine<Options>): Handlers => ({
  'window.get': () => options.window,
  'window.keep': parts => {
    options.window = { ...options.window, ...parts }
    return null
  }
})
