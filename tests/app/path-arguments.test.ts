import { expect, test } from 'vitest'
import { pathArguments } from '../../src-main/app/path-arguments.ts'

test.each([
  [
    'a clone',
    ['/bin/electron', '.', 'music', '/other'],
    '/home/u/earshot',
    ['/home/u/earshot/music', '/other']
  ],
  [
    'switches anywhere',
    ['/bin/electron', '--no-sandbox', '.', '--x=1', 'music'],
    '/home/u/earshot',
    ['/home/u/earshot/music']
  ],
  [
    'a switch with a word of its own',
    ['/bin/electron', '-r', 'loader.js', '/home/u/earshot', 'music'],
    '/home/u/earshot',
    ['/home/u/earshot/music']
  ],
  ['no folder', ['/bin/electron', '.'], '/home/u/earshot', []],
  ['the app’s own folder as music', ['/bin/electron', '.', '.'], '/home/u/earshot', ['/home/u/earshot']],
  ['a package', ['/opt/earshot', 'music', '--hidden'], null, ['/home/u/earshot/music']],
  [
    'what a file manager names by its address',
    ['/opt/earshot', 'file:///home/u/Lists/Caf%C3%A9%20late.m3u8', 'file:///%'],
    null,
    ['/home/u/Lists/Café late.m3u8', '/home/u/earshot/file:/%']
  ]
])('%s', (_what, argv, appPath, folders) => {
  expect(pathArguments(argv, '/home/u/earshot', appPath)).toEqual(folders)
})
