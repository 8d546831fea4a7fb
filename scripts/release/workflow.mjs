/** Reads the workflows as far as it takes to run what they run: jobs, their machines, and the commands of their steps. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { root, SetupError } from '../bootstrap.mjs'

export const readWorkflow = file => parse(readFileSync(join(root, file), 'utf8'))

/** The systems of the machines that jobs run on, by how their names begin, in the words of the workflow and of Node. */
const systems = { ubuntu: ['Linux', 'linux'], windows: ['Windows', 'win32'], macos: ['macOS', 'darwin'] }

function machineOf(runner) {
  const [os, platform] = systems[runner.split('-')[0]] ?? []
  if (!os) throw new SetupError(`It is not known what kind of machine ${runner} is.`)
  const cpu = runner.endsWith('-arm') || platform === 'darwin' ? 'arm64' : 'x64'
  return { os, platform, cpu }
}

/** The values of `${{ … }}` in a text; one that is not known is a fault. */
function filledIn(text, values) {
  return String(text).replace(/\$\{\{\s*([^}\s]+)\s*\}\}/g, (_all, name) => {
    // Nobody here has secrets.
    if (name.startsWith('secrets.') || name === 'github.token') return ''
    if (!(name in values)) throw new SetupError(`It is not known what \${{ ${name} }} is.`)
    return values[name]
  })
}

/** Whether a step is for the machine. */
function isFor(condition, { os }) {
  if (condition === undefined) return true
  const [, how, name] = /^runner\.os (==|!=) '(\w+)'$/.exec(condition) ?? []
  if (!how) throw new SetupError(`It is not known what "${condition}" asks.`)
  return (name === os) === (how === '==')
}

/** Every run of every job: its name, its machine, and its steps with everything filled in. */
export function runsOf(workflow, values) {
  return Object.entries(workflow.jobs).flatMap(([job, { uses, strategy, steps, 'runs-on': runner }]) => {
    if (uses) return runsOf(readWorkflow(uses), values).map(run => ({ ...run, job }))
    const matrix = strategy?.matrix.include ?? [{}]
    return matrix.map(entry => {
      const known = { ...values }
      for (const [name, value] of Object.entries(entry)) known[`matrix.${name}`] = value
      const name = filledIn(runner, known)
      const machine = machineOf(name)
      return {
        job,
        runner: name,
        machine,
        steps: steps
          .filter(step => isFor(step.if, machine))
          .map(step => ({
            uses: step.uses,
            run: step.run && filledIn(step.run, known),
            env: Object.fromEntries(
              Object.entries(step.env ?? {}).map(([variable, value]) => [variable, filledIn(value, known)])
            )
          }))
      }
    })
  })
}
