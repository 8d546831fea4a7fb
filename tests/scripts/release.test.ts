import { execFileSync, spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { root } from '../../scripts/package/places.ts'

interface Step {
  uses?: string
  run?: string
  with?: Record<string, unknown>
}
interface Workflow {
  permissions: object
  jobs: Record<string, { steps?: Step[]; permissions?: object; uses?: string; needs?: string }>
}

const workflow = (name: string): Workflow =>
  parse(readFileSync(join(root, '.github/workflows', name), 'utf8')) as Workflow
const stepsOf = ({ jobs }: Workflow): Step[] => Object.values(jobs).flatMap(({ steps = [] }) => steps)
const both = [workflow('ci.yml'), workflow('release.yml')]

describe('the workflows', () => {
  it('name actions by the commit that was looked at', () => {
    for (const { uses } of both.flatMap(stepsOf).filter(step => step.uses))
      expect(uses).toMatch(/^actions\/[a-z-]+@[0-9a-f]{40}$/)
  })

  it('may read, and only the draft may write', () => {
    for (const { permissions, jobs } of both) {
      expect(permissions).toEqual({ contents: 'read' })
      for (const [name, job] of Object.entries(jobs))
        if (name !== 'draft') expect(job.permissions).toBeUndefined()
    }
    for (const { uses, with: options } of both.flatMap(stepsOf))
      if (uses?.includes('checkout')) expect(options?.['persist-credentials']).toBe(false)
  })

  it('call scripts that are there, and run no script of a package', () => {
    const commands = both.flatMap(stepsOf).flatMap(({ run }) => run ?? [])
    for (const [, script] of commands.join('\n').matchAll(/node ((?:scripts|node_modules)\/\S+)/g))
      expect(existsSync(join(root, script!))).toBe(true)
    for (const command of commands.filter(one => /npm (ci|install)/.test(one)))
      expect(command).toContain('--ignore-scripts')
  })

  it('make a draft after the tests, and publish nothing', () => {
    const { jobs } = workflow('release.yml')
    expect(jobs.tests).toMatchObject({ needs: 'tag', uses: './.github/workflows/ci.yml' })
    expect([jobs.packages?.needs, jobs.draft?.needs]).toEqual(['tests', 'packages'])
    const commands = stepsOf(workflow('release.yml')).flatMap(({ run }) => run ?? [])
    expect(commands.filter(one => one.includes('gh '))).toEqual([expect.stringContaining('--draft')])
    expect(commands.join('\n')).not.toMatch(/npm publish/)
  })
})

describe.skipIf(process.platform !== 'linux' || process.arch !== 'x64')('a dry run', () => {
  const place = mkdtempSync(join(tmpdir(), 'earshot-release-'))
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  afterAll(() => rmSync(place, { recursive: true, force: true }))

  beforeAll(() => {
    for (const part of ['.github', 'scripts', 'models/registry.json', 'package.json', 'package-lock.json'])
      cpSync(join(root, part), join(place, part), { recursive: true })
    symlinkSync(join(root, 'node_modules'), join(place, 'node_modules'))
    writeFileSync(
      join(place, 'CHANGELOG.md'),
      `# Changelog\n\n## Unreleased\n\nLater.\n\n## ${version} - 2026-12-24\n\n- It sings.\n\n## 0.0.1\n\n- It is.\n`
    )
    mkdirSync(join(place, 'dist/release'), { recursive: true })
    writeFileSync(join(place, 'dist/release/earshot.deb'), 'of Debian')
  })

  const dryRun = (tag: string, ...jobs: string[]) =>
    spawnSync(process.execPath, [join(place, 'scripts/release/dry-run.mjs'), '--tag', tag, ...jobs], {
      cwd: place,
      encoding: 'utf8'
    })

  it('refuses a tag of another version, and one that the changelog says nothing of', () => {
    expect(dryRun('v9.9.9', 'tag')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('The tag is v9.9.9')
    })
    const changelog = readFileSync(join(place, 'CHANGELOG.md'), 'utf8')
    const refused = (text: string): string => {
      writeFileSync(join(place, 'CHANGELOG.md'), text)
      return dryRun(`v${version}`, 'tag').stderr
    }
    expect(refused('# Changelog\n')).toContain(`CHANGELOG.md says nothing of ${version}`)
    expect(refused(changelog.replace(' - 2026-12-24', ', not released yet'))).toContain('was not released')
    writeFileSync(join(place, 'CHANGELOG.md'), changelog)
  })

  it('makes all of a draft but the draft', () => {
    const { status, stderr } = dryRun(`v${version}`, 'tag', 'draft')
    expect([status, stderr]).toEqual([0, expect.stringContaining('4 commands ran')])
    expect(stderr).toContain('gh release create')

    const release = join(place, 'dist/release')
    execFileSync('sha256sum', ['--check', '--strict', 'SHA256SUMS'], { cwd: release })
    const notes = readFileSync(join(place, 'dist/release.md'), 'utf8')
    expect(notes).toMatch(
      /^- It sings\.\n\n## Files\n\n- `SHA256SUMS`\n- `earshot\.deb`\n- `sbom\.cdx\.json`/
    )
    expect(notes).not.toContain('It is.')

    const bill = JSON.parse(readFileSync(join(release, 'sbom.cdx.json'), 'utf8')) as {
      bomFormat: string
      components: { name: string; 'bom-ref': string }[]
      dependencies: { ref: string; dependsOn: string[] }[]
    }
    const names = bill.components.map(({ name }) => name)
    expect(bill.bomFormat).toBe('CycloneDX')
    expect(names).toEqual(
      expect.arrayContaining([
        'better-sqlite3',
        'electron',
        'ffmpeg',
        'svelte',
        'earshot-mulan-2',
        'earshot-mulan-1'
      ])
    )
    for (const name of ['vitest', 'electron-builder', 'adm-zip']) expect(names).not.toContain(name)
    const refs = new Set(bill.components.map(one => one['bom-ref']))
    expect(bill.dependencies.flatMap(({ dependsOn }) => dependsOn).filter(ref => !refs.has(ref))).toEqual([])
  })
})
