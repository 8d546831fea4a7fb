import { onTestFinished, vi } from 'vitest'

/**
 * Until the test ends, progress is told at every step of a job in this process. Otherwise ten times a second: a test that
 * acts once so much is done would now and then hear of it when more is, or all.
 */
export function everyStepIsTold(): void {
  let clock = performance.now()
  const now = vi.spyOn(performance, 'now').mockImplementation(() => (clock += 1000))
  onTestFinished(() => now.mockRestore())
}
