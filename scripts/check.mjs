/**
 * npm run check [-- --guards]: everything a change has to pass, and what runs on every change (.ci/run); with --guards
 * all but the tests. Guards, and the tests of the training code, run beside the others. Goes on after a failing step, sums
 * up, names every failure with the start of why, and ends with one line: "N passed, N failed", in which a guard counts
 * as one.
 */
import { join } from 'node:path'
import { prepare, root, runMain, SetupError } from './bootstrap.mjs'
import { runPlaywright } from './check/playwright.mjs'
import { runPytest } from './check/pytest.mjs'
import { runGuard, runSteps } from './check/steps.mjs'
import { runVitest } from './check/vitest.mjs'
import { trainingPython } from './python.mjs'

const tool = (...parts) => join(root, 'node_modules', ...parts)

/** What looks over the sources, in two halves that take about as long: name → the tool and its options. */
const guards = [
  {
    format: [tool('prettier', 'bin', 'prettier.cjs'), '--check', '--log-level', 'warn', '.'],
    'types of the window': [
      tool('svelte-check', 'bin', 'svelte-check'),
      ...['--tsconfig', 'tsconfig.renderer.json', '--fail-on-warnings', '--output', 'human']
    ],
    'unused code': [tool('knip', 'bin', 'knip.js')]
  },
  {
    lint: [tool('eslint', 'bin', 'eslint.js'), '--max-warnings', '0', '.'],
    'types of the engine and its shells': [tool('typescript', 'bin', 'tsc'), '-p', 'tsconfig.main.json'],
    'types of the tests': [tool('typescript', 'bin', 'tsc'), '-p', 'tsconfig.tests.json']
  }
]

/** What looks over the training code, in its Python, which is made first. */
const ruff =
  (...args) =>
  async (output, name) =>
    runGuard(trainingPython(), ['-m', 'ruff', ...args, 'models/training'], output, name)

runMain(async args => {
  const unknown = args.find(arg => arg !== '--guards')
  if (unknown) throw new SetupError(`Unknown option ${unknown}. Usage: npm run check [-- --guards]`)
  const node = prepare()
  const withNode = command => async (output, name) => runGuard(node, command, output, name)
  const [guarding, guardingToo] = guards.map(some =>
    Object.fromEntries(Object.entries(some).map(([name, command]) => [name, withNode(command)]))
  )
  const guardingTraining = {
    'Python of the training code': withNode([join(root, 'scripts', 'check', 'training-python.mjs')]),
    'lint of the training code': ruff('check'),
    'format of the training code': ruff('format', '--check')
  }
  if (args.includes('--guards')) return runSteps([guarding, guardingToo, guardingTraining])
  // The tests of Vitest, and those of the window after them, take all cores there are. What is fetched for the training
  // code is waited for, and its tests take one: beside the others they leave no core with nothing to do.
  return runSteps([
    {
      ...guarding,
      tests: async output => runVitest(node, [], output),
      'tests of the window': async output => runPlaywright(node, [], output)
    },
    guardingToo,
    { ...guardingTraining, 'tests of the training code': async output => runPytest([], output) }
  ])
})
