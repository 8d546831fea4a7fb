import { homedir } from 'node:os'
import { join } from 'node:path'

/**
 * Where the library lives unless told otherwise: the same for the window, the command line and the server, so that
 * all three know the same music. `EARSHOT_DATA` overrides the platform's place.
 */
export function defaultDataFolder(
  environment: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir()
): string {
  if (environment.EARSHOT_DATA) return environment.EARSHOT_DATA
  if (platform === 'win32') return join(environment.LOCALAPPDATA ?? join(home, 'AppData', 'Local'), 'Earshot')
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Earshot')
  // The specification says that a relative path in XDG_DATA_HOME must be ignored.
  const shared = environment.XDG_DATA_HOME
  return join(shared?.startsWith('/') ? shared : join(home, '.local', 'share'), 'earshot')
}
