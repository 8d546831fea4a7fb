import { chownSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { getuid } from 'node:process'
import { fileURLToPath } from 'node:url'
import { hasProgram, say, versionIn, type Place, type Player } from './run.ts'

const nobody = 65_534
/** A folder that it takes for an entry adds nothing, so that what it finds by itself does not count. */
const options = [
  '-I',
  'dummy',
  '--no-video',
  '--no-audio',
  '--play-and-exit',
  '--sout=#dummy',
  '-vv',
  '--recursive=none',
  '--ignore-filetypes=mp3,m3u,m3u8,xspf,pls'
]

/** VLC, as nobody where this is root: it does not run as that. Plays each entry, which takes it two seconds. */
export async function openVlc({ home }: Place): Promise<Player | null> {
  if (!hasProgram('vlc') || !hasProgram('setpriv')) return null
  const folder = join(home, 'vlc')
  mkdirSync(folder)
  const isRoot = getuid?.() === 0
  if (isRoot) chownSync(folder, nobody, nobody)
  const user = isRoot ? [`--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups'] : []
  const env = { HOME: folder, XDG_RUNTIME_DIR: folder, PATH: '/usr/bin' }
  const vlc = (...args: string[]): Promise<string> =>
    say('setpriv', [...user, 'vlc', ...args], { env, seconds: 120 })
  return {
    name: 'VLC',
    version: versionIn(await vlc('--version')),
    load: async list => {
      const told = await vlc(...options, list)
      const opened = told.matchAll(/`(file:\/\/[^\n]*\.mp3)' successfully opened/g)
      return [...opened].map(([, address]) => fileURLToPath(address!))
    },
    close: () => undefined
  }
}
