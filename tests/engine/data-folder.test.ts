import { expect, it } from 'vitest'
import { defaultDataFolder } from '../../src-main/engine/data-folder.ts'

it.each([
  ['linux', {}, '/home/ann/.local/share/earshot'],
  ['linux', { XDG_DATA_HOME: '/data' }, '/data/earshot'],
  ['linux', { XDG_DATA_HOME: 'relative' }, '/home/ann/.local/share/earshot'],
  ['linux', { XDG_DATA_HOME: '' }, '/home/ann/.local/share/earshot'],
  ['linux', { EARSHOT_DATA: '/mine', XDG_DATA_HOME: '/data' }, '/mine'],
  ['darwin', {}, '/home/ann/Library/Application Support/Earshot'],
  ['win32', { LOCALAPPDATA: '/local' }, '/local/Earshot'],
  ['win32', {}, '/home/ann/AppData/Local/Earshot']
] as const)('on %s with %o it is %s', (platform, environment, folder) => {
  expect(defaultDataFolder(environment, platform, '/home/ann')).toBe(folder)
})
