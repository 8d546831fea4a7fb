import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** The files that pages are made from, by their paths in the repository; tests hand in some of their own. */
export interface Tree {
  /** The pages that are there whether a link leads to them or not. */
  readonly pages: readonly string[]
  has(path: string): boolean
  read(path: string): string
}

export const root = resolve(import.meta.dirname, '../..')

export function repository(): Tree {
  const inRoot = readdirSync(root).filter(name => name.endsWith('.md'))
  const inDocs = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.md'))
    .map(name => `docs/${name.replaceAll('\\', '/')}`)
  return {
    pages: [...inRoot, ...inDocs].sort(),
    has: path => existsSync(join(root, path)),
    read: path => readFileSync(join(root, path), 'utf8')
  }
}
