/**
 * npm run site: makes the pages of the documentation into dist/site, where they are read without a server or a network.
 * npm run site -- --pictures DATA: takes the pictures in docs/images first, of the library in that data folder.
 */
import { join } from 'node:path'
import { prepare, root, runInForeground, runMain } from './bootstrap.mjs'
import { ensureBuilt } from './build.mjs'

runMain(async args => {
  const node = prepare()
  if (args.includes('--pictures')) ensureBuilt(node)
  return runInForeground(node, [join(root, 'scripts', 'site', 'main.ts'), ...args])
})
