import type { MapAxis, MapClass } from '#contract/map.ts'
import { axisEnds } from '#contract/map.ts'
import { fakeJob, type FakeEngine, type Handlers } from './fake-engine.ts'

const genres = ['Rock', 'Jazz', 'Ambient', 'Techno']

const part = (text: string): MapAxis['high'] => ({
  kind: 'sound',
  text,
  start: 0,
  end: text.length,
  negative: false,
  ...(text.startsWith('asdf')
    ? { trust: 'not-understood', nearest: ['calm piano'], signs: [{ code: 'words', known: 0, of: 1 }] }
    : { trust: 'heard', signs: [] })
})

const axisOf = (text: string): MapAxis | null => {
  const ends = axisEnds(text)
  return ends && { low: ends.low === null ? null : part(ends.low), high: part(ends.high) }
}

const isLost = (axis: MapAxis | null): boolean =>
  axis === null || [axis.low, axis.high].some(end => end?.trust === 'not-understood')

/** A map of the made-up library: by axes in the order of the numbers, by likeness in rings. */
export function mapHandlers(engine: FakeEngine<{ analysed: number }>): Handlers {
  let laidOut = false
  const heard = (): Uint32Array => Uint32Array.from({ length: engine.options.analysed }, (_, at) => at + 1)
  const unheard = (): number => engine.options.tracks - engine.options.analysed
  return {
    'map.axes': ({ x = '', y = '' }) => {
      const axes = { x: axisOf(x), y: axisOf(y) }
      const count = heard().length
      const places = (step: number): Float32Array =>
        Float32Array.from(heard(), id => (((id * step) % count) + 0.5) / count)
      return {
        ids: heard(),
        x: isLost(axes.x) ? null : places(1),
        y: isLost(axes.y) ? null : places(37),
        axes,
        unheard: unheard()
      }
    },
    'map.likeness': () => {
      const ids = laidOut ? heard() : new Uint32Array(0)
      const ring = (way: (angle: number) => number): Float32Array =>
        Float32Array.from(ids, id => 0.5 + way(id) * (0.15 + (id % 3) * 0.12))
      return {
        ids,
        x: ring(Math.cos),
        y: ring(Math.sin),
        due: !laidOut,
        unplaced: engine.options.tracks - ids.length
      }
    },
    'map.layOut': () => {
      laidOut = true
      const job = fakeJob('map', { id: 950, total: 100, done: 100, state: 'done' })
      engine.emit('job', job)
      return job
    },
    'map.colours': ({ by }) => {
      const ids = heard()
      const of = Uint8Array.from(ids, id => id % 5)
      const classes: MapClass[] = [
        { kind: 'none', tracks: of.filter(one => one === 0).length },
        ...genres.map((name, at): MapClass => {
          const tracks = of.filter(one => one === at + 1).length
          return by === 'year' ? { kind: 'decade', from: 1970 + at * 10, tracks } : { kind: by, name, tracks }
        })
      ]
      return { ids, of, classes }
    },
    'map.passage': ({ id }) => ({ start: 10 + (id % 20) })
  }
}
