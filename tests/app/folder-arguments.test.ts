import { expect, test } from 'vitest'
import { folderArguments } from '../../src-main/app/folder-arguments.ts'

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
  ['a package', ['/opt/earshot', 'music', '--hidden'], null, ['/home/u/earshot/music']]
])('%s', (_what, argv, appPath, folders) => {
  expect(folderArguments(argv, '/home/u/earshot', appPath)).toEqual(folders)
})
