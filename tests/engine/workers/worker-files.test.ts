import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { resource } from '../../../src-main/engine/workers/worker-files.ts'

const root = resolve(import.meta.dirname, '../../..')
const glossaries = join(root, 'resources', 'glossaries')

test('the resources are found from the sources and from the bundle', () => {
  expect(fileURLToPath(resource('glossaries'))).toBe(glossaries)
  const bundled = pathToFileURL(join(root, 'out', 'main', 'engine.process.js')).href
  expect(fileURLToPath(resource('glossaries', bundled))).toBe(glossaries)
  expect(existsSync(join(glossaries, 'korean.tsv'))).toBe(true)
})
