import { Session } from 'node:inspector'
import { performance } from 'node:perf_hooks'
import { getHeapStatistics } from 'node:v8'

/** Milliseconds between two looks. */
const lookEvery = 2_000

/** More of the time than this at work is no rest. */
const resting = 0.05

/** Rest of so many looks is long. */
const longRest = 5

/**
 * A collection is worth it from so many bytes, and such a share, above what the last one left: little where it rests for
 * long, much where the next question may come soon (searches leave some 40 MB each at 100,000 tracks).
 */
const worthwhile = { long: { bytes: 4e6, share: 1.2 }, short: { bytes: 48e6, share: 1.2 } }

/**
 * Gives memory back whenever this thread rests: V8 collects while something is allocated, and a heap that has grown over
 * work stays as it is for as long as nothing is asked. `also`: what else lets go of what can be had again. Gives the
 * function that ends it.
 */
export function keepSmall(also: () => void = () => undefined, every = lookEvery): () => void {
  let left = 0
  let collecting = false
  let rests = 0
  let before = performance.eventLoopUtilization()
  const timer = setInterval(() => {
    const { utilization } = performance.eventLoopUtilization(before)
    before = performance.eventLoopUtilization()
    rests = utilization > resting ? 0 : rests + 1
    const { bytes, share } = rests >= longRest ? worthwhile.long : worthwhile.short
    if (collecting || rests === 0 || heldBytes() < Math.max(left * share, left + bytes)) return
    also()
    collecting = true
    collect(() => {
      collecting = false
      left = heldBytes()
      before = performance.eventLoopUtilization()
    })
  }, every).unref()
  return () => clearInterval(timer)
}

function heldBytes(): number {
  const { total_heap_size: heap, external_memory: outside } = getHeapStatistics()
  return heap + outside
}

/** As a debugger asks for it: no flag of V8 has to be set for that. */
function collect(done: () => void): void {
  const session = new Session()
  session.connect()
  session.post('HeapProfiler.collectGarbage', () => {
    // Within its own answer it would wait for itself.
    setImmediate(() => {
      session.disconnect()
      done()
    })
  })
}
