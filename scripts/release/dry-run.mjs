/**
 * node scripts/release/dry-run.mjs --tag TAG [JOB…]: runs here what .github/workflows/release.yml runs on its machines:
 * each command of the jobs named (all but the tests, unless they are named), and says of each other step why not. Ends with the first
 * command that fails. Nothing is fetched: where Electron's program is not there already, the stand-in takes its place.
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { cleanEnvironment, root, runMain, say, SetupError } from '../bootstrap.mjs'
import { readWorkflow, runsOf } from './workflow.mjs'

/** Commands that are not for here, by how they begin, and why. */
const notHere = [
  ['npm ci', 'the packages are in use here'],
  ['node node_modules/electron/install.js', 'it fetches the program of Electron'],
  ['sudo ', 'it changes the machine'],
  ['xvfb-run ', 'it is for a machine with Electron and no screen'],
  ['gh ', 'it makes a release']
]

/** A folder with Electron's program, or with the stand-in. */
async function electronFolder() {
  const real = join(root, 'node_modules', 'electron', 'dist')
  if (existsSync(real)) return real
  const { electronDist } = await import('../../tests/support/electron-dist.ts')
  return electronDist(join(root, 'dist', 'electron-stand-in'))
}

/** What is run in the place of a command, where nothing may be fetched. */
const instead = async command =>
  command.startsWith('node scripts/release/packages.mjs')
    ? `${command} --unpacked ${await electronFolder()}`
    : command

async function runStep({ run, env }) {
  const command = await instead(run.trim())
  say(`  $ ${command.split('\n')[0]}`)
  const { status } = spawnSync('bash', ['-euo', 'pipefail', '-c', command], {
    cwd: root,
    // As on those machines, `node` is the one that runs this.
    env: cleanEnvironment({ ...env, PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH}` }),
    stdio: ['ignore', 'inherit', 'inherit']
  })
  if (status !== 0) throw new SetupError(`That ended with ${status}.`)
}

runMain(async args => {
  const { values, positionals } = parseArgs({
    args,
    options: { tag: { type: 'string' } },
    allowPositionals: true
  })
  if (!values.tag) throw new SetupError('Usage: node scripts/release/dry-run.mjs --tag TAG [JOB…]')
  const known = {
    'github.ref_name': values.tag,
    'github.repository': 'OWNER/REPOSITORY',
    'github.server_url': 'https://github.com'
  }
  const counted = { ran: 0, left: 0 }
  const leave = (what, why) => {
    counted.left++
    say(`  – ${what}: not here, ${why}`)
  }
  for (const { job, runner, machine, steps } of runsOf(
    readWorkflow('.github/workflows/release.yml'),
    known
  )) {
    const isWanted = positionals.length === 0 ? job !== 'tests' : positionals.includes(job)
    if (!isWanted) continue
    say(`${job} (${runner})`)
    const isHere = machine.platform === process.platform && machine.cpu === process.arch
    for (const step of steps) {
      const what = step.uses ?? step.run.trim().split('\n')[0]
      const [, why] = notHere.find(([begins]) => what.startsWith(begins)) ?? []
      if (step.uses) leave(what, 'it is an action')
      else if (!isHere) leave(what, `this is no ${machine.os} on ${machine.cpu}`)
      else if (why) leave(what, why)
      else {
        await runStep(step)
        counted.ran++
      }
    }
  }
  say(`${counted.ran} commands ran, ${counted.left} steps are for another place.`)
})
