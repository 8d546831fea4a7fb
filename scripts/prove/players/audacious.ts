import { spawn } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { hasProgram, pause, say, versionIn, walked, type Place, type Player } from './run.ts'

/** Audacious without a window, asked over a D-Bus of its own; what it lists counts where the file is there. */
export async function openAudacious({ home }: Place): Promise<Player | null> {
  if (!['audacious', 'audtool', 'dbus-daemon'].every(hasProgram)) return null
  const folder = join(home, 'audacious')
  mkdirSync(folder)
  const bus = `unix:path=${join(home, 'bus')}`
  const env = {
    ...process.env,
    HOME: folder,
    XDG_CONFIG_HOME: folder,
    DBUS_SESSION_BUS_ADDRESS: bus,
    LC_ALL: 'C.UTF-8'
  }
  const daemon = spawn('dbus-daemon', ['--session', '--nofork', `--address=${bus}`], { stdio: 'ignore' })
  await pause(500)
  const player = spawn('audacious', ['--headless'], { env, stdio: 'ignore' })
  await pause(3000)
  const ask = async (...args: string[]): Promise<string> =>
    (await say('audtool', args, { env })).replace(/\n+$/, '')
  return {
    name: 'Audacious',
    version: versionIn(await say('audacious', ['--version'], { env })),
    load: async list => {
      await ask('playlist-clear')
      await ask('playlist-addurl', list)
      await pause(1500)
      const count = Number(await ask('playlist-length'))
      const paths: string[] = []
      for (let i = 1; i <= count; i++) paths.push(await ask('playlist-song-filename', String(i)))
      return walked(paths).filter(path => existsSync(path))
    },
    close: () => {
      player.kill()
      daemon.kill()
    }
  }
}
