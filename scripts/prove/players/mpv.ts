import { dirname, resolve } from 'node:path'
import { hasProgram, say, versionIn, type Player } from './run.ts'

const options = ['--no-config', '--no-video', '--ao=null', '--untimed', '--term-playing-msg=FOUND ${path}']

/** mpv, which says what it plays. */
export async function openMpv(): Promise<Player | null> {
  if (!hasProgram('mpv')) return null
  return {
    name: 'mpv',
    version: versionIn(await say('mpv', ['--version'])),
    load: async list => {
      const told = await say('mpv', [...options, `--playlist=${list}`], { seconds: 60 })
      return [...told.matchAll(/^FOUND (.*)$/gm)].map(([, path]) =>
        path!.startsWith('file://') ? decodeURIComponent(path!.slice(7)) : resolve(dirname(list), path!)
      )
    },
    close: () => undefined
  }
}
