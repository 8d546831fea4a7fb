import { expect, test } from 'vitest'
import { opened } from '../../src-main/app/opened.ts'

test('playlists by their endings, and folders', () => {
  const paths = ['/music', '/lists/a.m3u8', '/lists/B.XSPF', '/lists/old.m3u', '/music/a.m3u8.wav']
  expect(opened(paths)).toEqual({
    folders: ['/music', '/music/a.m3u8.wav'],
    playlists: ['/lists/a.m3u8', '/lists/B.XSPF', '/lists/old.m3u']
  })
})
