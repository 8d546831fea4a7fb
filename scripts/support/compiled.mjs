/** What has been compiled is kept for the next start: half of the time a command takes goes into compiling it. */
import module from 'node:module'
import { homedir } from 'node:os'
import { join } from 'node:path'

/** Where programs keep what can be made again, of this user alone: what lies there is run. */
export function userCache(platform = process.platform, env = process.env, home = homedir()) {
  if (platform === 'win32')
    return join(env.LOCALAPPDATA || join(home, 'AppData', 'Local'), 'earshot', 'cache')
  if (platform === 'darwin') return join(home, 'Library', 'Caches', 'earshot')
  return join(env.XDG_CACHE_HOME || join(home, '.cache'), 'earshot')
}

/** Where a checkout has its own. */
export const compiledFolder = root => join(root, 'node_modules', '.cache', 'earshot-compiled')

/** For this process, and by its environment for its threads and for the Node that it starts. */
export function keepCompiled(folder) {
  if (process.env.NODE_COMPILE_CACHE || process.env.NODE_DISABLE_COMPILE_CACHE) return
  module.enableCompileCache?.(folder)
  process.env.NODE_COMPILE_CACHE = folder
}
