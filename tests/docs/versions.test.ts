import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { newestVersion } from '../../src-main/core/database/migrations/index.ts'
import registry from '../../models/registry.json' with { type: 'json' }
import packageJson from '../../package.json' with { type: 'json' }

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
const rows = new Map(
  [...read('docs/updating.md').matchAll(/^\| ([^|]+?) +\| ([^|]+?) +\|/gm)].map(([, what, version]) => [
    what!,
    version!
  ])
)

// Whoever changes one of these says in docs/updating.md what that does to those who update.
it('the page of versions has those of this edition', () => {
  expect(rows.get('Earshot')).toBe(packageJson.version)
  expect(rows.get('library (`earshot.db`)')).toBe(String(newestVersion))
  const { version } = registry.models.find(({ id }) => id === registry.default)!
  expect(rows.get('embedded models')).toBe(`${registry.default} ${version}`)
  expect(rows.get('models that can still answer')).toBe(registry.earlier.map(({ id }) => id).join(', '))
})

it('the changelog has a section for this edition', () => {
  expect(read('CHANGELOG.md')).toContain(`\n## ${packageJson.version}`)
})
