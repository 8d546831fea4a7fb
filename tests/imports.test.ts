import { expect, test } from 'vitest'
import { circles, readImports } from './support/import-graph.ts'

test('no file of ours imports itself by a way round, not even for its types', () => {
  const graph = readImports('src-main', 'src-renderer', 'scripts', 'tests')
  expect(graph.get('src-main/cli/program.ts')).toContain('src-main/cli/run.ts')
  expect(graph.get('src-renderer/main.ts')).toContain('src-renderer/App.svelte')
  expect(circles(graph)).toEqual([])
})

test('a circle is found and told as the way round', () => {
  const graph = new Map([
    ['a', ['b', 'd']],
    ['b', ['c', 'd']],
    ['c', ['a']],
    ['d', []]
  ])
  expect(circles(graph)).toEqual([['c', 'a', 'b', 'c']])
})
