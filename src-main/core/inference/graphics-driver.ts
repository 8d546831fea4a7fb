import { existsSync, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'

/**
 * The graphics cards that Linux shows: their render nodes, NVIDIA's own, or what Windows lends to its Linux. Packages of
 * drivers describe all makes and one in software whether or not there is a card; the one in software is no help, and those
 * without a card complain on the terminal as if there were no driver.
 */
export function graphicsDevices(folder = '/dev'): string[] {
  const render = namesIn(join(folder, 'dri')).filter(name => name.startsWith('renderD'))
  return [...render, ...namesIn(folder).filter(name => /^(nvidia\d+|dxg)$/.test(name))]
}

/**
 * The drivers that Vulkan's loader would find on Linux, by their description files. Where there is none, asking for
 * WebGPU only makes the libraries below the runtime complain on the terminal, where no program can stop them.
 */
export function vulkanDrivers(environment: NodeJS.ProcessEnv = process.env): string[] {
  const named = environment['VK_DRIVER_FILES'] || environment['VK_ICD_FILENAMES']
  const added = listOf(environment['VK_ADD_DRIVER_FILES'])
  const places = !named ? usualPlaces(environment) : listOf(named)
  return [...added, ...places].flatMap(described)
}

const listOf = (text: string | undefined): string[] => (text ?? '').split(delimiter).filter(Boolean)

/** Where the loader looks by itself; the last is that of NixOS. */
function usualPlaces(environment: NodeJS.ProcessEnv): string[] {
  const home = environment['HOME'] ?? homedir()
  const roots = [
    environment['XDG_CONFIG_HOME'] ?? join(home, '.config'),
    ...listOf(environment['XDG_CONFIG_DIRS'] ?? '/etc/xdg'),
    '/etc',
    '/usr/local/etc',
    environment['XDG_DATA_HOME'] ?? join(home, '.local', 'share'),
    ...listOf(environment['XDG_DATA_DIRS']),
    '/usr/local/share',
    '/usr/share',
    '/run/opengl-driver/share'
  ]
  return [...new Set(roots)].map(root => join(root, 'vulkan', 'icd.d'))
}

/** A description itself, or those in a folder. */
function described(path: string): string[] {
  if (path.endsWith('.json')) return existsSync(path) ? [path] : []
  return namesIn(path)
    .filter(name => name.endsWith('.json'))
    .map(name => join(path, name))
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
