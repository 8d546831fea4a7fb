/**
 * npm run prove: the long proofs, by hand and before a release. What the tests try with a few files, these try with every
 * format and thousands of damaged ones, and with a process that is killed in mid-write again and again.
 */
import { join } from 'node:path'
import { cleanEnvironment, prepare, root, runInForeground, runMain, say } from './bootstrap.mjs'
import { mutagenPython } from './python.mjs'

const proofs = [
  'tag-matrix.ts',
  'undo-matrix.ts',
  'fuzz-reading.ts',
  'kill-writing.ts',
  'kill-undoing.ts',
  'kill-renaming.ts',
  'kill-trashing.ts',
  'copying.ts',
  'players.ts',
  'changed-towers.ts',
  'listening.ts',
  'gone.ts',
  'load.ts',
  'memory.ts',
  'soak.ts',
  'clocks.ts',
  'keeping.ts',
  'guarding.ts',
  'imported-vectors.ts',
  'fresh-debian.ts'
]

runMain(async () => {
  const node = prepare()
  const env = cleanEnvironment({ PYTHON: mutagenPython() })
  const failed = []
  for (const proof of proofs) {
    say(`── ${proof}`)
    const code = await runInForeground(node, [join(root, 'scripts', 'prove', proof)], { env })
    if (code === 130) return 130
    if (code !== 0) failed.push(proof)
  }
  say(failed.length === 0 ? 'All of it holds.' : `Does not hold: ${failed.join(', ')}.`)
  return failed.length === 0 ? 0 : 1
})
