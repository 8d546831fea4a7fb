/** What runs on every change: the tests of the application, then those of the training code; ends with their sum. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { cleanEnvironment, root, runMain, say } from './bootstrap.mjs'

const suites = ['test.mjs', 'test-training.mjs']
const closing = /^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/

/** Runs a suite, handing its output on; its counts come from its closing line. A suite without one has failed once. */
function runSuite(script) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, 'scripts', script)], {
      cwd: root,
      env: cleanEnvironment(),
      stdio: ['ignore', 'pipe', 'inherit']
    })
    let last = ''
    child.stdout.on('data', piece => {
      process.stdout.write(piece)
      last = (last + piece).slice(-2000)
    })
    child.on('error', reject)
    child.on('close', code => {
      const line = last.trimEnd().split('\n').at(-1) ?? ''
      const [, passed = 0, failed = 0, skipped = 0] = (closing.exec(line) ?? []).map(Number)
      const broken = code !== 0 && failed === 0
      resolve({ passed, failed: broken ? 1 : failed, skipped: Number.isNaN(skipped) ? 0 : skipped })
    })
  })
}

runMain(async () => {
  const total = { passed: 0, failed: 0, skipped: 0 }
  for (const script of suites) {
    say(`── ${script}`)
    const result = await runSuite(script)
    for (const name of Object.keys(total)) total[name] += result[name]
  }
  const skipped = total.skipped ? `, ${total.skipped} skipped` : ''
  process.stdout.write(`${total.passed} passed, ${total.failed} failed${skipped}\n`)
  return total.failed > 0 ? 1 : 0
})
