import { globSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Up to `count` files of real music of these kinds, of half a megabyte and more, from all over a folder. */
export function musicAt(folder: string, kinds: readonly string[], count: number): string[] {
  const found = globSync(`**/*.{${kinds.join(',')}}`, { cwd: folder }).sort()
  const long = found.map(path => join(folder, path)).filter(path => statSync(path).size > 500_000)
  const step = Math.max(1, Math.floor(long.length / count))
  return long.filter((_, index) => index % step === 0).slice(0, count)
}
