import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readJson, root } from './places.ts'

interface Reached {
  /** Paths from the root, in out/main. */
  files: string[]
  packages: string[]
}

/** Workers are started by their names, which no import shows. */
const worker = /\.worker\.js$/
/** `from "…"`, `import "…"` and `import("…")`, as they are built. */
const imported = /\b(?:from|import)\s*\(?\s*["']([^"']+)["']/g

/** What is loaded of the built program, and of the packages that it was not built into, from these of its files and its workers. */
export function reached(entries: readonly string[]): Reached {
  const out = join(root, 'out', 'main')
  const known = Object.keys(readJson(join(root, 'package.json')).dependencies ?? {})
  const files = new Set<string>()
  const packages = new Set<string>()
  const follow = (file: string): void => {
    if (files.has(file)) return
    files.add(file)
    for (const [, name = ''] of readFileSync(join(out, file), 'utf8').matchAll(imported)) {
      if (name.startsWith('./')) follow(name.slice(2))
      const inPackage = known.find(one => name === one || name.startsWith(`${one}/`))
      if (inPackage !== undefined) packages.add(inPackage)
    }
  }
  for (const file of [...entries, ...readdirSync(out).filter(name => worker.test(name))]) follow(file)
  return { files: [...files].map(file => `out/main/${file}`), packages: [...packages] }
}
