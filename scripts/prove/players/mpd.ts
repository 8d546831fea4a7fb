import { spawn } from 'node:child_process'
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { basename, join, relative } from 'node:path'
import { hasProgram, pause, say, versionIn, type Place, type Player } from './run.ts'

/** MPD with mpc. A list below the music folder is loaded from there, any other from its playlist_directory. */
export async function openMpd({ home, music }: Place): Promise<Player | null> {
  if (!hasProgram('mpd') || !hasProgram('mpc')) return null
  const [lists, socket] = [join(home, 'mpd-lists'), join(home, 'mpd.socket')]
  mkdirSync(lists)
  const settings = {
    music_directory: music,
    playlist_directory: lists,
    db_file: join(home, 'mpd.db'),
    bind_to_address: socket
  }
  const lines = Object.entries(settings).map(([key, value]) => `${key} "${value}"\n`)
  writeFileSync(join(home, 'mpd.conf'), `${lines.join('')}audio_output {\n type "null"\n name "null"\n}\n`)
  const server = spawn('mpd', ['--no-daemon', join(home, 'mpd.conf')], { stdio: 'ignore' })
  const mpc = (...args: string[]): Promise<string> =>
    say('mpc', args, { env: { ...process.env, MPD_HOST: socket } })
  await pause(2000)
  await mpc('update', '--wait')
  return {
    name: 'MPD',
    version: versionIn(await say('mpd', ['--version'])),
    load: async list => {
      const inside = relative(music, list)
      if (inside.startsWith('..')) copyFileSync(list, join(lists, basename(list)))
      await mpc('clear')
      await mpc('load', inside.startsWith('..') ? basename(list).replace(/\.m3u$/, '') : inside)
      const loaded = await mpc('-f', '%file%', 'playlist')
      return loaded
        .split('\n')
        .filter(line => line !== '')
        .map(path => join(music, path))
    },
    close: () => void server.kill()
  }
}
