import type { Browser, Page } from '@playwright/test'

interface TraceEvent {
  name: string
  cat: string
  ph: string
  ts: number
  dur?: number
  tdur?: number
  pid: number
  tid: number
  args?: { name?: string; data?: { type?: string } }
}

/** Milliseconds of the processor that the page's main thread took for each frame. */
export interface Frames {
  work: number[]
  /** The longest single task. */
  longest: number
}

const categories = ['toplevel', 'devtools.timeline', 'blink.user_timing', '__metadata']

/**
 * Does something and says what each frame of it cost the page's main thread: all of its tasks from one mark in a frame
 * to the next, in time of the processor. `event`: only frames in which such an event came count.
 */
export async function framesOf(
  browser: Browser,
  page: Page,
  act: () => Promise<unknown>,
  event?: string
): Promise<Frames> {
  await browser.startTracing(page, { categories })
  await act()
  const trace = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] }
  return readFrames(trace.traceEvents, event)
}

function readFrames(events: readonly TraceEvent[], event?: string): Frames {
  const marks = events.filter(({ name, cat }) => name === 'bench-frame' && cat.includes('user_timing'))
  const main = marks[0]
  if (main === undefined) throw new Error('the trace has no frame')
  const own = events.filter(({ pid, tid }) => pid === main.pid && tid === main.tid)
  const tasks = own
    .filter(({ name, ph }) => name.endsWith('RunTask') && ph === 'X')
    .sort((a, b) => a.ts - b.ts)
  const begins = marks
    .map(({ ts }) => tasks.findLastIndex(task => task.ts <= ts && ts <= task.ts + task.dur!))
    .filter(at => at >= 0)
  const came = own.filter(({ name, args }) => name === 'EventDispatch' && args?.data?.type === event)
  const work: number[] = []
  for (let n = 0; n + 1 < begins.length; n++) {
    const some = tasks.slice(begins[n], begins[n + 1])
    if (some.length === 0) continue
    const [from, to] = [some[0]!.ts, some.at(-1)!.ts + some.at(-1)!.dur!]
    if (event !== undefined && !came.some(({ ts }) => ts >= from && ts <= to)) continue
    work.push(some.reduce((sum, { tdur, dur }) => sum + (tdur ?? dur!), 0) / 1000)
  }
  return { work, longest: Math.max(...tasks.map(({ tdur, dur }) => (tdur ?? dur!) / 1000)) }
}
