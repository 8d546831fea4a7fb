import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { readJson, root } from './places.ts'

interface Reached {
  /** Paths from the root, in out/main. */
  files: string[]
  packages: string[]
}

/** Workers are started by their names, which no import shows. */
const worker = /\.worker\.js$/
/** What a built file imports: in the comments of packages that it was built with stand imports, too, which are none. */
const importsOf = (file: string): string[] =>
  ts.preProcessFile(readFileSync(file, 'utf8'), true, true).importedFiles.map(({ fileName }) => fileName)

/** What is loaded of the built program, and of the packages that it was not built into, from these of its files and its workers. */
export function reached(entries: readonly string[]): Reached {
  const out = join(root, 'out', 'main')
  const known = Object.keys(readJson(join(root, 'package.json')).dependencies ?? {})
  const files = new Set<string>()
  const packages = new Set<string>()
  const follow = (file: string): void => {
    if (files.has(file)) return
    files.add(file)
    for (const name of importsOf(join(out, file))) {
      if (name.startsWith('./')) follow(name.slice(2))
      const inPackage = known.find(one => name === one || name.startsWith(`${one}/`))
      if (inPackage !== undefined) packages.add(inPackage)
    }
  }
  for (const file of [...entries, ...readdirSync(out).filter(name => worker.test(name))]) follow(file)
  return { files: [...files].map(file => `out/main/${file}`), packages: [...packages] }
}
