import { posix } from 'node:path'
import type { Page } from './page.ts'
import type { Tree } from './tree.ts'

/** The folders whose files are named by their paths. */
const folders = /^(?:docs|models|resources|scripts|src-main|src-renderer|tests)\//

/**
 * What the pages lead to or name and the repository does not have: a sentence each. Addresses elsewhere are not asked,
 * but for pictures, which have to be here.
 */
export function deadLinks(tree: Tree, pages: readonly Page[]): string[] {
  const byPath = new Map(pages.map(page => [page.path, page]))
  return pages.flatMap(page => [
    ...page.links.flatMap(({ written, target }) => {
      if (target.kind === 'outside') return []
      if (!tree.has(target.path)) return [`${page.path}: there is no ${written}`]
      if (target.anchor === null) return []
      const there = byPath.get(target.path)?.sections.some(({ anchor }) => anchor === target.anchor)
      return there ? [] : [`${page.path}: no heading is ${written}`]
    }),
    ...page.images.flatMap(image => (tree.has(image) ? [] : [`${page.path}: there is no picture ${image}`])),
    ...page.codes
      .filter(code => folders.test(code) && !/[\s*<>{}…]|NNNN/.test(code))
      .filter(code => !tree.has(code) && !tree.has(posix.join(posix.dirname(page.path), code)))
      .map(code => `${page.path}: there is no file \`${code}\``)
  ])
}
