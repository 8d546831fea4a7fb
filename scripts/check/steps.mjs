/** Runs the steps of a check, the failing ones with the rest, and sums up. */
import { runInForeground, say, SetupError } from '../bootstrap.mjs'
import { close, linesOf } from './result.mjs'
import { Output } from './output.mjs'

/** Ended from outside, by Ctrl-C or by whoever started us: nothing more is begun. */
const wasStopped = code => code === 130 || code === 143

/** A step that is one program, a guard, counts as one. */
export async function runGuard(program, args, output, name) {
  const code = await runInForeground(program, args, { output })
  if (code === 0) return { code, passed: 1, failed: 0, skipped: 0, failures: [] }
  return { code, passed: 0, failed: 1, skipped: 0, failures: [{ name, lines: output.lastLines(15) }] }
}

/** A step that could not be run to its end is one failure: the steps after it run, and the closing line is written. */
function brokenOff(name, error) {
  const lines =
    error instanceof SetupError ? [error.message, ...error.told] : linesOf(error?.stack ?? String(error))
  return { code: 1, passed: 0, failed: 1, skipped: 0, failures: [{ name, lines }] }
}

/** Runs one step, which writes into `output`. */
async function runStep(name, run, output) {
  const started = Date.now()
  const result = await run(output, name).catch(error => brokenOff(name, error))
  return { ...result, name, seconds: (Date.now() - started) / 1000 }
}

/**
 * Runs the lanes beside each other, the steps of each one after the other; of all of them nothing more once stopped. What
 * the first lane writes is shown as it comes; what the others write, whole, once a step of the first has ended.
 */
async function runLanes([first, ...others]) {
  let stopped = false
  let shows = false
  const held = []
  const showHeld = () => {
    if (!shows) for (const show of held.splice(0)) show()
  }
  const runLane = async (steps, isFirst) => {
    const done = []
    for (const [name, run] of Object.entries(steps)) {
      if (stopped) break
      const output = new Output({ hold: !isFirst })
      const head = () => say(`── ${name}`)
      if (isFirst) {
        shows = true
        head()
      }
      done.push(await runStep(name, run, output))
      if (isFirst) shows = false
      else held.push(head, () => output.show())
      showHeld()
      stopped ||= wasStopped(done.at(-1).code)
    }
    return done
  }
  const results = await Promise.all([runLane(first, true), ...others.map(steps => runLane(steps, false))])
  return results.flat()
}

/**
 * Runs all steps, { name: async (output, name) => result }: one phase after the other, each of one or more lanes of steps
 * that run beside each other. Ends with a table, every failure and the closing line. Returns the exit code.
 */
export async function runSteps(...phases) {
  const results = []
  for (const lanes of phases) {
    results.push(...(await runLanes(lanes)))
    const stopped = results.find(({ code }) => wasStopped(code))
    if (stopped) return stopped.code
  }
  say('')
  for (const { name, failed, seconds } of results) {
    say(`${failed === 0 ? 'ok    ' : 'FAILED'}  ${seconds.toFixed(1).padStart(6)} s  ${name}`)
  }
  return close(results, say)
}
