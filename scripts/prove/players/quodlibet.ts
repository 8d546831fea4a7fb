import { hasProgram, say, versionIn, type Player } from './run.ts'

/** Its own import of M3U and PLS, the only formats it reads, called as its window does. */
const program = `
import sys, quodlibet
quodlibet.init()
from quodlibet.browsers.playlists import util
class Kept:
    def create_from_songs(self, songs): return songs
read = util.parse_pls if sys.argv[1].endswith('.pls') else util.parse_m3u
with open(sys.argv[1], 'rb') as file:
    for song in read(file, 'x', None, Kept()):
        if song is not None: print('FOUND ' + song('~filename'))
`

/** Quod Libet's reader, with its own Python and a screen that nobody sees. */
export async function openQuodLibet(): Promise<Player | null> {
  if (!hasProgram('quodlibet') || !hasProgram('xvfb-run')) return null
  return {
    name: 'Quod Libet',
    version: versionIn(await say('xvfb-run', ['-a', 'quodlibet', '--version'])),
    load: async list => {
      if (!/\.(m3u8?|pls)$/.test(list)) return []
      const told = await say('xvfb-run', ['-a', '/usr/bin/python3', '-c', program, list], { seconds: 60 })
      return [...told.matchAll(/^FOUND (.*)$/gm)].map(([, path]) => path!)
    },
    close: () => undefined
  }
}
