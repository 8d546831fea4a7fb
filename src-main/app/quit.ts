import { app } from 'electron'

/** Runs `drain` once before the app goes, whatever way it was asked to go. */
export function drainBeforeQuit(drain: () => Promise<void>): void {
  let state: 'running' | 'draining' | 'drained' = 'running'
  app.on('will-quit', event => {
    if (state === 'drained') return
    event.preventDefault()
    if (state === 'draining') return
    state = 'draining'
    void drain().finally(() => {
      state = 'drained'
      app.quit()
    })
  })
}
