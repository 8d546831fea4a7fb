/**
 * npm run package -- npm|deb|desktop|desktop-unpacked [PLATFORM]: makes what people install, in dist. PLATFORM is this machine's
 * unless given: linux-x64, linux-arm64, darwin-arm64, win32-x64 or win32-arm64.
 */
import { join } from 'node:path'
import { prepare, root, runInForeground, runMain } from './bootstrap.mjs'
import { ensureBuilt } from './build.mjs'

runMain(async args => {
  const node = prepare()
  ensureBuilt(node)
  return runInForeground(node, [join(root, 'scripts', 'package', 'main.ts'), ...args])
})
