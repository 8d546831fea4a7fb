import { Arch, build, Platform as Systems } from 'electron-builder'
import { root } from '../places.ts'
import { nameOf, type Platform } from '../platforms.ts'
import { inDist } from '../places.ts'
import { desktopConfig } from './config.ts'
import { stageDesktop } from './stage.ts'

const systems = { linux: Systems.LINUX, darwin: Systems.MAC, win32: Systems.WINDOWS }

export interface DesktopOptions {
  /** `unpacked`: the folder with the app alone, for those who look at it. */
  what: 'installers' | 'unpacked'
  /** Where Electron's program lies; without, it is fetched. */
  electronDist?: string | undefined
  output?: string
}

/** Makes the app with its window; gives what was made. Installers are made on their own system. */
export async function packDesktop(platform: Platform, options: DesktopOptions): Promise<string[]> {
  const { what, output = inDist(), electronDist } = options
  if (what === 'installers' && platform.os !== process.platform)
    throw new RangeError(`Installers for ${nameOf(platform)} are made on such a machine.`)
  const stage = stageDesktop(platform, `${output}/desktop-stage-${nameOf(platform)}`)
  const config = desktopConfig({
    platform,
    stage,
    output,
    ...(electronDist === undefined ? {} : { electronDist })
  })
  const targets = systems[platform.os].createTarget(what === 'unpacked' ? ['dir'] : null, Arch[platform.cpu])
  return build({ projectDir: root, targets, config, publish: 'never' })
}
