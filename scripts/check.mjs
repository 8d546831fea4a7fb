/**
 * npm run check [-- --guards]: everything a change has to pass, and what runs on every change (.ci/run); with --guards
 * all but the tests. Goes on after a failing step, sums up, and ends with one line: "N passed, N failed", in which a
 * guard counts as one.
 */
import { join } from 'node:path'
import { prepare, root, runInForeground, runMain, say, SetupError } from './bootstrap.mjs'
import { trainingPython } from './python.mjs'

const tool = (...parts) => join(root, 'node_modules', ...parts)
const script = name => join(root, 'scripts', name)
const ruff = (...args) => ({ python: true, command: ['-m', 'ruff', ...args, 'models/training'] })

const guards = {
  format: { command: [tool('prettier', 'bin', 'prettier.cjs'), '--check', '--log-level', 'warn', '.'] },
  lint: { command: [tool('eslint', 'bin', 'eslint.js'), '--max-warnings', '0', '.'] },
  'types of the engine and its shells': {
    command: [tool('typescript', 'bin', 'tsc'), '-p', 'tsconfig.main.json']
  },
  'types of the tests': { command: [tool('typescript', 'bin', 'tsc'), '-p', 'tsconfig.tests.json'] },
  'types of the window': {
    command: [
      tool('svelte-check', 'bin', 'svelte-check'),
      '--tsconfig',
      'tsconfig.renderer.json',
      '--fail-on-warnings',
      '--output',
      'human'
    ]
  },
  'unused code': { command: [tool('knip', 'bin', 'knip.js')] },
  'lint of the training code': ruff('check'),
  'format of the training code': ruff('format', '--check')
}

const suites = {
  tests: { command: [script('test.mjs')], counts: true },
  'tests of the training code': { command: [script('test-training.mjs')], counts: true }
}

const closing = /^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/

/** A guard counts as one: passed where it ends well. */
async function runGuard(node, { command, python }) {
  const code = await runInForeground(python ? trainingPython() : node, command)
  return { code, passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 }
}

/** A suite tells its counts in its last line; one that ends badly without has failed once. */
async function runSuite(node, { command }) {
  let last = ''
  const code = await runInForeground(node, command, {
    onOutput: piece => (last = (last + piece).slice(-2000))
  })
  const counts = closing.exec(last.trimEnd().split('\n').at(-1))?.slice(1) ?? [0, 0, 0]
  const [passed, failed, skipped] = counts.map(count => Number(count ?? 0))
  return { code, passed, failed: code !== 0 && failed === 0 ? 1 : failed, skipped }
}

/** Runs one step, which has failed where what it needs cannot be had. */
async function runStep(node, step) {
  try {
    return await (step.counts ? runSuite : runGuard)(node, step)
  } catch (error) {
    if (!(error instanceof SetupError)) throw error
    say(error.message)
    return { code: 1, passed: 0, failed: 1, skipped: 0 }
  }
}

runMain(async args => {
  const unknown = args.find(arg => arg !== '--guards')
  if (unknown) throw new SetupError(`Unknown option ${unknown}. Usage: npm run check [-- --guards]`)
  const node = prepare()
  const results = []
  for (const [name, step] of Object.entries(args.includes('--guards') ? guards : { ...guards, ...suites })) {
    say(`── ${name}`)
    const started = Date.now()
    const result = await runStep(node, step)
    if (result.code === 130) return 130
    results.push({ ...result, name, seconds: (Date.now() - started) / 1000 })
  }
  say('')
  for (const { name, failed, seconds } of results) {
    say(`${failed === 0 ? 'ok    ' : 'FAILED'}  ${seconds.toFixed(1).padStart(6)} s  ${name}`)
  }
  const sum = count => results.reduce((total, result) => total + result[count], 0)
  const skipped = sum('skipped') ? `, ${sum('skipped')} skipped` : ''
  process.stdout.write(`${sum('passed')} passed, ${sum('failed')} failed${skipped}\n`)
  return sum('failed') > 0 ? 1 : 0
})
