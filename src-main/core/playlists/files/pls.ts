import type { ExportLoss, ImportNote } from '#contract/remarks.ts'
import { pathLine, type PathWriting } from './written-path.ts'
import { label, linesOf, mostEntries, noEntry, oneLine, positive, tooMany } from './playlist-file.ts'
import type { FileTrack, ReadEntry, ReadPlaylist, Written } from './playlist-file.ts'

export function writePls(tracks: FileTrack[], writing: PathWriting): Written {
  const lines = ['[playlist]']
  if (writing.options.percentEncode) lines.push('X-Earshot=percent-encoded')
  let addresses = 0
  tracks.forEach((track, i) => {
    const { text, address } = pathLine(track.path, writing)
    if (address) addresses++
    lines.push(
      `File${i + 1}=${text}`,
      `Title${i + 1}=${oneLine(label(track))}`,
      `Length${i + 1}=${track.duration === null ? -1 : Math.round(track.duration)}`
    )
  })
  lines.push(`NumberOfEntries=${tracks.length}`, 'Version=2')
  const losses: ExportLoss[] = addresses === 0 ? [] : [{ code: 'addresses', paths: null }]
  return { text: lines.map(line => `${line}\n`).join(''), losses }
}

export function readPls(text: string): ReadPlaylist {
  const entries = new Map<number, ReadEntry>()
  let encoded = false
  for (const [i, line] of linesOf(text).entries()) {
    if (/^x-earshot=percent-encoded\s*$/i.test(line)) encoded = true
    const [, word, number, value] = /^\s*(file|title|length)(\d{1,9})\s?=(.*)$/is.exec(line) ?? []
    if (word === undefined) continue
    const key = Number(number)
    const entry = entries.get(key) ?? { ...noEntry }
    if (!entries.has(key) && entries.size >= mostEntries) throw tooMany()
    entries.set(key, entry)
    switch (word.toLowerCase()) {
      case 'file':
        entry.path = value!
        entry.line = i + 1
        break
      case 'title':
        entry.title = value!.trim()
        break
      default:
        entry.duration = positive(Number(value))
    }
  }
  const inOrder = [...entries].sort(([a], [b]) => a - b).map(([, entry]) => ({ ...entry, encoded }))
  const named = inOrder.filter(({ path }) => path.trim() !== '')
  const left = inOrder.length - named.length
  const notes: ImportNote[] = left > 0 ? [{ code: 'without-file', entries: left }] : []
  return { name: '', entries: named, notes }
}
