/** npm run check: everything a change has to pass. Goes on after a failing step, and sums up at the end. */
import { join } from 'node:path'
import { prepare, root, runInForeground, runMain, say } from './bootstrap.mjs'

const tool = (...parts) => join(root, 'node_modules', ...parts)

const steps = [
  ['format', tool('prettier', 'bin', 'prettier.cjs'), '--check', '--log-level', 'warn', '.'],
  ['lint', tool('eslint', 'bin', 'eslint.js'), '--max-warnings', '0', '.'],
  ['types of the engine and its shells', tool('typescript', 'bin', 'tsc'), '-p', 'tsconfig.main.json'],
  ['types of the tests', tool('typescript', 'bin', 'tsc'), '-p', 'tsconfig.tests.json'],
  [
    'types of the window',
    tool('svelte-check', 'bin', 'svelte-check'),
    '--tsconfig',
    'tsconfig.renderer.json',
    '--fail-on-warnings',
    '--output',
    'human'
  ],
  ['unused code', tool('knip', 'bin', 'knip.js')],
  ['tests', join(root, 'scripts', 'test.mjs')]
]

runMain(async () => {
  const node = prepare()
  const results = []
  for (const [name, ...command] of steps) {
    say(`── ${name}`)
    const started = Date.now()
    const code = await runInForeground(node, command)
    if (code === 130) return 130
    results.push({ name, ok: code === 0, seconds: (Date.now() - started) / 1000 })
  }
  say('')
  for (const { name, ok, seconds } of results) {
    say(`${ok ? 'ok    ' : 'FAILED'}  ${seconds.toFixed(1).padStart(6)} s  ${name}`)
  }
  return results.every(result => result.ok) ? 0 : 1
})
