import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './places.ts'

export interface ShippedPackage {
  /** From the root: node_modules/NAME, or deeper. */
  path: string
  name: string
  version: string
}

interface Locked {
  version: string
  dependencies?: Record<string, string>
}

/**
 * What a package asks for only to be built or to fetch more when it is installed. A release does neither: it holds what is
 * needed, and nothing of it may fetch anything.
 */
export const forInstalling: Readonly<Record<string, readonly string[]>> = {
  'better-sqlite3': ['node-addon-api'],
  'onnxruntime-node': ['adm-zip', 'global-agent']
}

/**
 * The packages that a release holds beside our own code, in the versions of the lock file: these, all that we depend on unless they
 * are named, and what they need.
 */
export function shippedPackages(names?: Iterable<string>): ShippedPackage[] {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, Locked>
  }
  const found = new Map<string, ShippedPackage>()
  const follow = (from: string, name: string): void => {
    const path = pathOf(from, name, packages)
    if (found.has(path)) return
    const { version, dependencies = {} } = packages[path]!
    found.set(path, { path, name, version })
    for (const next of Object.keys(dependencies)) {
      if (!forInstalling[name]?.includes(next)) follow(path, next)
    }
  }
  for (const name of names ?? Object.keys(packages['']?.dependencies ?? {})) follow('', name)
  return [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1))
}

/** Where a package finds another: below itself, or below the nearest that holds it. */
function pathOf(from: string, name: string, packages: Record<string, Locked>): string {
  const path = `${from ? `${from}/` : ''}node_modules/${name}`
  if (packages[path]) return path
  if (from === '') throw new Error(`The lock file has no ${name}.`)
  return pathOf(from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/'))), name, packages)
}
