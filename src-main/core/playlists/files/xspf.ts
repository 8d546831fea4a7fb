import { pathReference, type PathWriting } from './written-path.ts'
import { mostEntries, noEntry, positive, tooMany } from './playlist-file.ts'
import type { FileTrack, ReadEntry, ReadPlaylist, Written } from './playlist-file.ts'
import { readXml, xmlText } from './xml.ts'

/** XSPF 1, https://xspf.org/spec: elements of a track in the order of its schema. */
export function writeXspf(name: string, tracks: FileTrack[], writing: PathWriting): Written {
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<playlist version="1" xmlns="http://xspf.org/ns/0/">',
    `  <title>${xmlText(name)}</title>`,
    '  <creator>Earshot</creator>',
    '  <trackList>'
  ]
  for (const track of tracks) {
    lines.push('    <track>', `      <location>${xmlText(pathReference(track.path, writing))}</location>`)
    const element = (tag: string, text: string): void => {
      if (text !== '') lines.push(`      <${tag}>${xmlText(text)}</${tag}>`)
    }
    element('title', track.title)
    element('creator', track.artist)
    element('annotation', track.reason ?? '')
    element('album', track.album)
    if (track.duration !== null) element('duration', String(Math.round(track.duration * 1000)))
    lines.push('    </track>')
  }
  lines.push('  </trackList>', '</playlist>')
  return { text: lines.map(line => `${line}\n`).join(''), losses: [] }
}

export async function readXspf(text: string, signal?: AbortSignal): Promise<ReadPlaylist> {
  const playlist: ReadPlaylist = { name: '', entries: [], notes: [] }
  let track: ReadEntry | null = null
  let nameless = 0
  await readXml(
    text,
    'playlist',
    {
      open: name => {
        if (name !== 'track') return
        if (playlist.entries.length >= mostEntries) throw tooMany()
        track = { ...noEntry, line: playlist.entries.length + nameless + 1, encoded: true }
      },
      close: (name, content) => {
        if (track === null) {
          if (name === 'title') playlist.name ||= content.trim()
          return
        }
        const value = content.trim()
        if (name === 'location') track.path ||= value
        else if (name === 'title') track.title ||= content
        else if (name === 'creator') track.artist ||= content
        else if (name === 'album') track.album ||= content
        else if (name === 'duration') track.duration = positive(Number(value) / 1000)
        else if (name === 'track') {
          if (track.path !== '' || track.title !== '') playlist.entries.push(track)
          else nameless++
          track = null
        }
      }
    },
    signal
  )
  if (nameless > 0) playlist.notes.push({ code: 'without-name', entries: nameless })
  return playlist
}
