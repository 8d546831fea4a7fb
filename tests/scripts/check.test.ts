import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const work = mkdtempSync(join(tmpdir(), 'earshot check '))
afterAll(() => rmSync(work, { recursive: true, force: true }))

const write = (name: string, text: string): void => writeFileSync(join(work, name), text)

beforeAll(() => {
  mkdirSync(join(work, 'tests'))
  symlinkSync(join(root, 'node_modules'), join(work, 'node_modules'))
  write(
    'tests/sums.test.ts',
    `import { afterAll, describe, expect, it } from 'vitest'
     describe('sums', () => {
       it('adds', () => expect([1, 2]).toEqual([1, 3]))
       it('passes', () => {})
       it.skip('is left out', () => {})
     })
     describe('after', () => {
       afterAll(() => { throw new Error('not gone') })
       it('passes', () => { void Promise.reject(new Error('nobody waits')) })
     })`
  )
  write('tests/missing.test.ts', `import './nothing-here.ts'`)
  write(
    'tests/sums.spec.ts',
    `import { expect, test } from '@playwright/test'
     test.describe('sums', () => {
       test('adds', () => expect([1]).toEqual([3]))
       test('passes', () => {})
     })`
  )
})

/** Runs the steps, in JavaScript; all lines of both streams. */
function check(steps: string): { code: number | null; lines: string[] } {
  const scripts = pathToFileURL(join(root, 'scripts', 'check')).href
  write(
    'run.mjs',
    `import { runGuard, runSteps } from '${scripts}/steps.mjs'
     import { readReport, settle } from '${scripts}/result.mjs'
     import { readJunit } from '${scripts}/pytest.mjs'
     import { afterCrash, crashedIn, readPlaywright } from '${scripts}/playwright.mjs'
     import { SetupError } from '${scripts}/../bootstrap.mjs'
     const node = code => (output, name) => runGuard(process.execPath, ['-e', code], output, name)
     process.exitCode = await runSteps(${steps})`
  )
  // One stream for both: the order is what is read in a log.
  const { status, stdout } = spawnSync('sh', ['-c', '"$0" run.mjs 2>&1', process.execPath], {
    cwd: work,
    encoding: 'utf8'
  })
  return { code: status, lines: stdout.trimEnd().replaceAll(work, 'HERE').split('\n') }
}

/** What stands below the table. */
const ending = (lines: readonly string[]): string[] =>
  lines.slice(lines.findLastIndex(line => / s {2}/.test(line)) + 1)

it('ends with the closing line alone where all is well', () => {
  const { code, lines } = check(`[{ one: node(''), two: node('console.log("hello")') }]`)
  expect(code).toBe(0)
  expect(lines.slice(0, 3)).toEqual(['── one', '── two', 'hello'])
  expect(ending(lines)).toEqual(['', '2 passed, 0 failed'])
})

it('repeats the last 15 lines of a guard that fails, and goes on', () => {
  const talk = 'for (let line = 1; line < 40; line++) console.error("line " + line); process.exit(3)'
  const { code, lines } = check(`[{ bad: node(${JSON.stringify(talk)}), good: node('') }]`)
  expect(code).toBe(1)
  const repeated = Array.from({ length: 15 }, (_, at) => `          line ${at + 25}`)
  expect(ending(lines)).toEqual(['', 'FAILED  bad', ...repeated, '1 passed, 1 failed'])
})

it('lanes run beside each other, and what each step writes stays whole', () => {
  // Each says a line, waits until the other one has begun, and says another.
  const talk = (mine: string, other: string): string =>
    `const { existsSync, writeFileSync } = require('node:fs')
     process.chdir(${JSON.stringify(work)})
     writeFileSync('${mine}', ''); console.log('${mine} begins')
     const wait = setInterval(() => existsSync('${other}') && (clearInterval(wait), console.log('${mine} ends')), 5)`
  const { lines } = check(
    `[{ one: node(${JSON.stringify(talk('one', 'two'))}), more: node('') }, { two: node(${JSON.stringify(talk('two', 'one'))}) }],
     [{ after: node('') }]`
  )
  for (const name of ['one', 'two']) {
    const at = lines.indexOf(`── ${name}`)
    expect(lines.slice(at, at + 3)).toEqual([`── ${name}`, `${name} begins`, `${name} ends`])
  }
  expect(lines.indexOf('── after')).toBe(lines.findIndex(line => line === '') - 1)
  expect(ending(lines)).toEqual(['', '4 passed, 0 failed'])
})

it('begins nothing more once it was stopped', () => {
  const { code, lines } = check(`[{ one: node('process.exit(130)'), two: node('') }], [{ three: node('') }]`)
  expect([code, lines]).toEqual([130, ['── one']])
})

it('a step without what it needs has failed, with what was said on the way', () => {
  const { lines } = check(
    `[{ bad: async () => { throw new SetupError('No Python here.', ['pip: no network']) }, good: node('') }]`
  )
  expect(ending(lines)).toEqual([
    '',
    'FAILED  bad',
    '          No Python here.',
    '          pip: no network',
    '1 passed, 1 failed'
  ])
})

it('a step that breaks off is a failure, and the others go on beside it and after it', () => {
  const broken = `async () => { throw new TypeError('x is undefined') }`
  const { code, lines } = check(
    `[{ bad: ${broken}, more: node('') }, { good: node('') }], [{ last: node('') }]`
  )
  expect(code).toBe(1)
  expect(ending(lines).slice(0, 3)).toEqual(['', 'FAILED  bad', '          TypeError: x is undefined'])
  expect(lines.at(-1)).toBe('3 passed, 1 failed')
})

it('a suite that wrote no report is told by the end of its output', () => {
  const { lines } = check(
    `[{ suite: async output => {
       const { code } = await runGuard(process.execPath, ['-e', 'console.log("Killed"); process.exit(137)'], output, '')
       return settle('the suite', readReport('nowhere.json', JSON.parse), code, output)
     } }]`
  )
  expect(ending(lines)).toEqual([
    '',
    'FAILED  the suite',
    '          ended with exit code 137 and named no failed test',
    '          Killed',
    '0 passed, 1 failed'
  ])
})

it('names every failure, however many there are', () => {
  const { lines } = check(
    `[{ suite: async () => {
       const failures = Array.from({ length: 60 }, (_, at) => ({ name: 'test ' + at, lines: ['Error: ' + at, 'at x'] }))
       return { code: 1, passed: 0, failed: 60, skipped: 2, failures }
     } }]`
  )
  const failed = ending(lines).slice(1, -1)
  expect(failed).toEqual(Array.from({ length: 60 }, (_, at) => `FAILED  test ${at}: Error: ${at}`))
  expect(lines.at(-1)).toBe('0 passed, 60 failed, 2 skipped')
})

it('names what failed in Vitest: tests, hooks, files that cannot be loaded, errors outside any test', () => {
  const reporter = join(root, 'scripts', 'check', 'vitest-reporter.mjs')
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
  const env = { ...process.env, EARSHOT_TEST_REPORT: join(work, 'vitest.json') }
  // Its cache would be the one of the run that this test is part of.
  const args = [vitest, 'run', '.test.ts', '--root', work, '--cache=false', `--reporter=${reporter}`]
  expect(spawnSync(process.execPath, args, { cwd: work, env }).status).toBe(1)
  const { lines } = check(`[{ suite: async () => settle('', readReport('vitest.json', JSON.parse), 1) }]`)
  expect(ending(lines)).toMatchInlineSnapshot(`
    [
      "",
      "FAILED  tests/missing.test.ts",
      "          Error: Cannot find module './nothing-here.ts' imported from HERE/tests/missing.test.ts",
      "          at tests/missing.test.ts:1:1",
      "FAILED  tests/sums.test.ts > after",
      "          Error: not gone",
      "          at tests/sums.test.ts:8:31",
      "FAILED  tests/sums.test.ts > sums > adds",
      "          AssertionError: expected [ 1, 2 ] to deeply equal [ 1, 3 ]",
      "          at tests/sums.test.ts:3:40",
      "          -   3,",
      "          +   2,",
      "FAILED  tests/sums.test.ts > an error outside any test",
      "          Error: nobody waits",
      "2 passed, 4 failed, 1 skipped",
    ]
  `)
})

it('names what failed in Playwright', () => {
  // Playwright's expectations need no browser.
  const env = { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: join(work, 'playwright.json') }
  const args = [
    join(root, 'node_modules', '@playwright', 'test', 'cli.js'),
    'test',
    '--reporter=json',
    'spec'
  ]
  expect(spawnSync(process.execPath, args, { cwd: work, env }).status).toBe(1)
  const { lines } = check(
    `[{ suite: async () => settle('', readReport('playwright.json', readPlaywright), 1) }]`
  )
  expect(ending(lines)).toMatchInlineSnapshot(`
    [
      "",
      "FAILED  tests/sums.spec.ts:3 > adds",
      "          Error: expect(received).toEqual(expected) // deep equality",
      "          - Expected  - 1",
      "          + Received  + 1",
      "            Array [",
      "          -   3,",
      "          +   1,",
      "            ]",
      "          at sums.spec.ts:3",
      "1 passed, 1 failed",
    ]
  `)
})

it('names what failed in pytest', () => {
  write(
    'pytest.xml',
    `<?xml version="1.0" encoding="utf-8"?><testsuites name="pytest tests"><testsuite name="pytest" errors="1" failures="1" skipped="1" tests="5" time="0.8">` +
      `<testcase classname="tests.test_a" name="test_ok" time="0.001" />` +
      `<testcase classname="tests.test_a" name="test_bad[x y]" time="0.001"><failure message="AssertionError: the &lt;sum&gt;&#10;assert 1 == 2">def test_bad():\n&gt;       assert 1 == 2, "the &lt;sum&gt;"\nE       AssertionError: the &lt;sum&gt;\nE         \nE       assert 1 == 2\n\ntest_a.py:5: AssertionError</failure></testcase>` +
      `<testcase classname="" name="tests.test_b" time="0.000"><error message="collection failure">test_b.py:1: in &lt;module&gt;\n    import nothing_here\nE   ModuleNotFoundError: No module named 'nothing_here'</error></testcase>` +
      `<testcase classname="tests.test_a" name="test_skip" time="0.000"><skipped type="pytest.skip" message="no">x</skipped></testcase>` +
      `<testcase classname="tests.test_a" name="test_last" time="0.000" /></testsuite></testsuites>`
  )
  const { lines } = check(`[{ suite: async () => settle('', readReport('pytest.xml', readJunit), 1) }]`)
  expect(ending(lines)).toMatchInlineSnapshot(`
    [
      "",
      "FAILED  tests.test_a > test_bad[x y]",
      "          AssertionError: the <sum>",
      "          assert 1 == 2",
      "          test_a.py:5: AssertionError",
      "FAILED  tests.test_b",
      "          ModuleNotFoundError: No module named 'nothing_here'",
      "2 passed, 2 failed, 1 skipped",
    ]
  `)
})

it('runs a test once more whose process native code ended, and nothing else', () => {
  const crash = 'Error: worker process exited unexpectedly (code=null, signal=SIGTRAP)'
  const fact = (name: string, line: string) => ({ name, lines: [line] })
  const first = {
    ...{ code: 1, passed: 5, failed: 2, skipped: 1 },
    failures: [fact('serve/a.spec.ts:84 > plays', crash), fact('ui/b.spec.ts:3 > shows', 'Error: expected 1')]
  }
  const twice = {
    code: 1,
    passed: 0,
    failed: 1,
    skipped: 0,
    failures: [fact('serve/a.spec.ts:84 > plays', crash)]
  }
  const many = { failures: ['a', 'b', 'c'].map(one => fact(`${one}.spec.ts:1 > x`, crash)) }
  const { lines } = check(`(() => {
    const [first, twice, many] = ${JSON.stringify([first, twice, many])}
    const well = { code: 0, passed: 1, failed: 0, skipped: 0, failures: [] }
    const told = [crashedIn(first), crashedIn(many), afterCrash(first, well).failed, afterCrash(first, twice).failed,
      afterCrash({ ...first, failures: first.failures.slice(0, 1) }, well).code]
    console.log(JSON.stringify(told))
    return []
  })()`)
  expect(JSON.parse(lines[0]!)).toEqual([['serve/a.spec.ts:84'], [], 1, 2, 0])
})
