#!/usr/bin/env node
/** `earshot` where it is installed. Plain JavaScript for old Nodes, which could not read what it starts. */
import { join } from 'node:path'
import { keepCompiled, userCache } from '../support/compiled.mjs'
import { endWithStarter } from '../support/starter.mjs'

const neededMajor = 24
if (Number(process.versions.node.split('.')[0]) < neededMajor) {
  process.stderr.write(
    `Earshot needs Node ${neededMajor} or newer, and this is ${process.version}: install it from https://nodejs.org and try again.\n`
  )
  process.exitCode = 1
} else {
  endWithStarter()
  keepCompiled(join(userCache(), 'compiled'))
  await import(new URL('../out/main/cli.js', import.meta.url).href)
}
