import type { FileTrack } from '../../../../src-main/core/playlists/files/playlist-file.ts'

/** Names that break careless writers and readers. All are good names on Linux. */
export const oddPaths = [
  '/music/plain.mp3',
  '/music/Björk/Jóga.flac',
  '/music/日本語/歌 🎵.ogg',
  '/music/100%25 sure.mp3',
  '/music/100%.mp3',
  '/music/a%20b.mp3',
  '/music/a b.mp3',
  '/music/lists/#1 hit.mp3',
  '/music/lists/ leading.mp3',
  '/music/lists/\ttab.mp3',
  '/music/lists/trailing .mp3 ',
  '/music/lists/http: nothing.mp3',
  '/music/lists/C:odd.mp3',
  '/music/lists/file:x.mp3',
  '/music/back\\slash.mp3',
  '/music/back/slash.mp3',
  '/music/new\nline.mp3',
  '/music/carriage\rreturn.mp3',
  '/music/next\u0085line\u2028.mp3',
  '/music/caf\udce9 \udcff\udcfe.mp3',
  '/music/cafÃ©.mp3',
  '/music/<&>"\'].mp3',
  '/music/]]>.mp3',
  '/music/\u0001control\u001f.mp3',
  '/music/comma, semi; quote".mp3',
  '/music/=cmd().mp3',
  '/music/\ufeffmark.mp3',
  '/music/nfc-é.mp3',
  '/music/nfc-e\u0301.mp3',
  `/music/${'long '.repeat(40)}.mp3`,
  '/other/[playlist].mp3',
  '/other/File1=x.mp3'
]

export const track = (path: string, more: Partial<FileTrack> = {}): FileTrack => ({
  path,
  title: path.split('/').at(-1)!,
  artist: 'An “Artist” & <Co> – ça',
  album: '',
  duration: 123.4,
  reason: null,
  ...more
})
