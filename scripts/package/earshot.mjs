#!/usr/bin/env node
/** `earshot` where it is installed. Plain JavaScript for old Nodes (from 12 on), which could not read what it starts. */
import { readFileSync } from 'fs'
import { join } from 'path'

const neededMajor = 24

/** Why it cannot run here and what to do, in a sentence; null where it can. */
function hindrance() {
  const { os, cpu } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
  const [made, here] = [`${os[0]}-${cpu[0]}`, `${process.platform}-${process.arch}`]
  if (Number(process.versions.node.split('.')[0]) < neededMajor)
    return `Earshot needs Node ${neededMajor} or newer, and this is ${process.version}: install it from https://nodejs.org and try again.`
  if (made !== here)
    return `This Earshot is made for ${made}, and this Node for ${here}: install the package for ${here}, if there is one.`
  return null
}

const hindered = hindrance()
if (hindered !== null) {
  process.stderr.write(`${hindered}\n`)
  process.exitCode = 1
} else {
  void start()
}

async function start() {
  const { startSmall } = await import('../support/small.mjs')
  startSmall(process.argv.slice(2))
  const { endWithStarter } = await import('../support/starter.mjs')
  const { keepCompiled, userCache } = await import('../support/compiled.mjs')
  endWithStarter()
  keepCompiled(join(userCache(), 'compiled'))
  await import(new URL('../out/main/cli.js', import.meta.url).href)
}
