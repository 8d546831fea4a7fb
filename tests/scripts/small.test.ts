import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, expect, it } from 'vitest'

let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'earshot small '))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const small = pathToFileURL(resolve('scripts/support/small.mjs')).href

/** What a program has that starts itself so: arenas, and its arguments. */
function run(args: string[], env: NodeJS.ProcessEnv = {}): string {
  const program = join(folder, 'run.mjs')
  writeFileSync(
    program,
    `import { startSmall } from ${JSON.stringify(small)}
     startSmall(process.argv.slice(2))
     console.log(process.env.MALLOC_ARENA_MAX ?? 'none', [...process.execArgv, ...process.argv.slice(2)].join(' '))`
  )
  return execFileSync(process.execPath, [program, ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, MALLOC_ARENA_MAX: undefined, ...env }
  }).trim()
}

it.runIf(process.platform === 'linux')(
  'starts what stays with few arenas, unless somebody said how many',
  () => {
    expect(run(['--json', 'serve', '--port', '0'])).toBe('2 --json serve --port 0')
    expect(run(['serve'], { MALLOC_ARENA_MAX: '7' })).toBe('7 serve')
    expect(run(['search', 'calm'])).toBe('none search calm')
    expect(run(['scan'])).toBe('2 --max-semi-space-size=4 scan')
  }
)
