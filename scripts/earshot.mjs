#!/usr/bin/env node
/**
 * `npx earshot` in a clone: the command line, as it was built where that is still what the sources say, which starts in half
 * of the time; else from the sources. Silent unless something has to be installed.
 */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { cleanEnvironment, prepare, root, runInForeground, runMain } from './bootstrap.mjs'
import { ensureBuilt, isBuilt } from './build.mjs'
import { compiledFolder, keepCompiled } from './support/compiled.mjs'
import { smallHeap, startSmall } from './support/small.mjs'
import { endWithStarter } from './support/starter.mjs'

const [built, sources] = [join(root, 'out', 'main', 'cli.js'), join(root, 'src-main', 'cli', 'main.ts')]

runMain(async args => {
  startSmall(args)
  const node = prepare()
  endWithStarter()
  keepCompiled(compiledFolder(root))
  // Options may stand before the command. What only searches for the word builds for nothing, at worst once.
  if (args.includes('serve')) ensureBuilt(node)
  const cli = isBuilt() ? built : sources
  if (node !== process.execPath)
    return runInForeground(node, [cli, ...args], { cwd: process.cwd(), env: cleanEnvironment(smallHeap) })
  await import(pathToFileURL(cli).href)
  return process.exitCode
})
