import type { Caller } from '#contract/bridge.ts'

/** A caller that is still being made: calls wait for it, and fail as its making failed. */
export function eventually(making: Promise<Caller>): Caller {
  // Told with every call; on its own it is no reason for the process to end.
  making.catch(() => undefined)
  return {
    call: async (name, input, signal) => (await making).call(name, input, signal),
    on: (name, listener) => {
      let off: (() => void) | null = null
      let wanted = true
      making.then(
        caller => {
          if (wanted) off = caller.on(name, listener)
        },
        () => undefined
      )
      return () => {
        wanted = false
        off?.()
      }
    }
  }
}
