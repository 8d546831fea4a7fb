/** Paths as a tree, as it is drawn: a line a folder and a line a file, how deep it stands, and what it stands for. */
interface TreeLine<Item> {
  depth: number
  name: string
  /** Null: a folder. */
  item: Item | null
}

export interface Tree<Item> {
  /** The folder that all of it lies in. */
  root: string
  lines: TreeLine<Item>[]
}

/** Folders and files of a folder in the order of their names, numbers by their size. */
export function treeOf<Item>(items: readonly Item[], pathOf: (item: Item) => string): Tree<Item> {
  const separator = items.some(item => /^[a-z]:\\|^\\\\/i.test(pathOf(item))) ? '\\' : '/'
  const order = new Intl.Collator('en', { numeric: true }).compare
  const all = items.map(item => ({ item, names: pathOf(item).split(separator) }))
  const shared = sharedBy(all.map(({ names }) => names.slice(0, -1)))
  all.sort((a, b) => compare(a.names, b.names, order))
  const lines: TreeLine<Item>[] = []
  let open: readonly string[] = []
  for (const { item, names } of all) {
    const folders = names.slice(shared.length, -1)
    let same = 0
    while (same < folders.length && folders[same] === open[same]) same++
    for (const [at, name] of folders.entries()) {
      if (at >= same) lines.push({ depth: at, name, item: null })
    }
    lines.push({ depth: folders.length, name: names.at(-1)!, item })
    open = folders
  }
  return { root: shared.join(separator) || separator, lines }
}

function sharedBy(folders: readonly (readonly string[])[]): string[] {
  const [first = [], ...others] = folders
  let length = first.length
  for (const names of others) {
    let same = 0
    while (same < length && names[same] === first[same]) same++
    length = same
  }
  return first.slice(0, length)
}

/** Files of a folder before what is in the folders of it. */
function compare(
  a: readonly string[],
  b: readonly string[],
  order: (a: string, b: string) => number
): number {
  for (let at = 0; ; at++) {
    const [one, other] = [a[at], b[at]]
    if (one === undefined || other === undefined) return a.length - b.length
    const [last, otherLast] = [at === a.length - 1, at === b.length - 1]
    if (last !== otherLast) return last ? -1 : 1
    const by = one === other ? 0 : order(one, other) || (one < other ? -1 : 1)
    if (by !== 0) return by
  }
}
