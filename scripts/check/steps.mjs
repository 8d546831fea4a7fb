/** Runs the steps of a check, the failing ones with the rest, and sums up. */
import { runInForeground, say, SetupError } from '../bootstrap.mjs'
import { close } from './result.mjs'
import { Output } from './output.mjs'

/** Ended from outside, by Ctrl-C or by whoever started us: nothing more is begun. */
const wasStopped = code => code === 130 || code === 143

/** A step that is one program, a guard, counts as one. */
export async function runGuard(program, args, output, name) {
  const code = await runInForeground(program, args, { output })
  if (code === 0) return { code, passed: 1, failed: 0, skipped: 0, failures: [] }
  return { code, passed: 0, failed: 1, skipped: 0, failures: [{ name, lines: output.lastLines(15) }] }
}

/** Runs one step, which has failed where what it needs cannot be had. */
async function runStep(name, run) {
  say(`── ${name}`)
  const output = new Output()
  const started = Date.now()
  const result = await run(output, name).catch(error => {
    if (!(error instanceof SetupError)) throw error
    say(error.message)
    const failures = [{ name, lines: [error.message, ...error.told] }]
    return { code: 1, passed: 0, failed: 1, skipped: 0, failures }
  })
  return { ...result, name, seconds: (Date.now() - started) / 1000 }
}

/**
 * Runs all steps, { name: async (output, name) => result }, and ends with a table, every failure and the closing line.
 * Returns the exit code.
 */
export async function runSteps(steps) {
  const results = []
  for (const [name, run] of Object.entries(steps)) {
    const result = await runStep(name, run)
    if (wasStopped(result.code)) return result.code
    results.push(result)
  }
  say('')
  for (const { name, failed, seconds } of results) {
    say(`${failed === 0 ? 'ok    ' : 'FAILED'}  ${seconds.toFixed(1).padStart(6)} s  ${name}`)
  }
  return close(results, say)
}
