import { resolve, sep } from 'node:path'
import type { Caller } from '#contract/bridge.ts'
import { EarshotError } from '#contract/errors.ts'
import { plain } from '../terminal/text.ts'

const atOnce = 100_000

/**
 * Numbers of the tracks at or below these paths, each once; all tracks where no path is given. Throws not-found for a
 * path with nothing of the library at or below it.
 */
export async function trackNumbers(engine: Caller, paths: readonly string[]): Promise<number[]> {
  const { ids } = await engine.call('library.list', { sort: 'path', descending: false })
  if (paths.length === 0) return [...ids]
  const known: [string, number][] = []
  for (let first = 0; first < ids.length; first += atOnce) {
    const some = [...ids.slice(first, first + atOnce)]
    const found = await engine.call('library.paths', { ids: some })
    found.forEach((path, i) => path !== null && known.push([path, some[i]!]))
  }
  const wanted = new Set<number>()
  for (const path of paths) {
    const whole = resolve(path)
    const below = whole.endsWith(sep) ? whole : `${whole}${sep}`
    const found = known.filter(([one]) => one === whole || one.startsWith(below))
    if (found.length === 0) {
      throw new EarshotError('not-found', `${plain(whole)} is not in the library; scan it first.`)
    }
    for (const [, id] of found) wanted.add(id)
  }
  return [...wanted]
}
