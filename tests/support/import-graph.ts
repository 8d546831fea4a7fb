import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix, relative, sep } from 'node:path'

const root = join(import.meta.dirname, '..', '..')

/** Each file with the files of ours that it imports, by paths from the root. Imports of types count too. */
export type ImportGraph = Map<string, string[]>

const statement = /^\s*(?:import|export)\s+(?:type\s+)?(?:[\w*{}\s,$]+?\s+from\s+)?'([^'\n]+)'/gm
const call = /\bimport\(\s*'([^'\n]+)'\s*\)/g

/** Reads the imports of all sources in these folders. Throws for one that leads nowhere: its arrow would be missing. */
export function readImports(...folders: string[]): ImportGraph {
  const files = folders.flatMap(sourcesIn)
  const known = new Set(files)
  return new Map(
    files.map(file => {
      const text = readFileSync(join(root, file), 'utf8')
      const names = [...text.matchAll(statement), ...text.matchAll(call)].map(match => match[1]!)
      const targets = names.map(name => targetOf(file, name, known)).filter(target => target !== null)
      // A component that draws itself inside itself is no circle.
      return [file, targets.filter(target => target !== file)]
    })
  )
}

function sourcesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && /\.(ts|mjs|svelte)$/.test(entry.name))
    .map(entry => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
}

/** Null for a package, and for what is no source: JSON, styles, fonts. */
function targetOf(file: string, name: string, known: ReadonlySet<string>): string | null {
  const ours = name.startsWith('#contract/') ? name.replace('#contract', 'src-main/contract') : null
  if (ours === null && !name.startsWith('.')) return null
  const path = ours ?? posix.join(dirname(file), name)
  const found = [path, `${path}.ts`].find(one => known.has(one))
  if (found !== undefined) return found
  if (/\.(json|css|woff2|svg)$|\?/.test(name)) return null
  throw new Error(`${file} imports ${name}, which is not there.`)
}

/** The shortest circle through each file that is in one, as a path that ends where it began; each circle once. */
export function circles(graph: ImportGraph): string[][] {
  const found = new Map<string, string[]>()
  for (const start of graph.keys()) {
    const circle = wayBack(graph, start)
    if (circle) found.set([...circle].sort().join(), [...circle, start])
  }
  return [...found.values()]
}

function wayBack(graph: ImportGraph, start: string): string[] | null {
  const from = new Map<string, string | null>([[start, null]])
  for (const file of from.keys()) {
    for (const next of graph.get(file) ?? []) {
      if (next === start) return wayTo(from, file)
      if (!from.has(next)) from.set(next, file)
    }
  }
  return null
}

function wayTo(from: ReadonlyMap<string, string | null>, end: string): string[] {
  const way: string[] = []
  for (let file: string | null = end; file !== null; file = from.get(file) ?? null) way.unshift(file)
  return way
}
