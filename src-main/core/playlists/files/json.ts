import type { SmartRules } from '#contract/rules.ts'
import { EarshotError } from '#contract/errors.ts'
import { placed, type PathWriting } from './written-path.ts'
import { mostEntries, noEntry, positive, tooMany } from './playlist-file.ts'
import type { FileTrack, ReadEntry, ReadPlaylist, Written } from './playlist-file.ts'

/** Everything we know, for other programs and for the way back. Odd bytes of paths are escaped as \udc80 to \udcff. */
export function writeJson(
  name: string,
  tracks: FileTrack[],
  writing: PathWriting,
  rules: SmartRules | null
): Written {
  const entries = tracks.map(track => ({ ...track, path: placed(track.path, writing) }))
  const document = { format: 'earshot-playlist', version: 1, name, ...(rules && { rules }), entries }
  return { text: `${JSON.stringify(document, null, 2)}\n`, losses: [] }
}

/** Ours, or any array of paths or of objects with a path. Throws bad-request. */
export function readJson(text: string): ReadPlaylist {
  const document = parse(text)
  const list = Array.isArray(document) ? document : field(document, 'entries', 'tracks', 'files', 'items')
  if (!Array.isArray(list)) {
    throw new EarshotError('bad-request', 'The JSON holds no list of entries.')
  }
  if (list.length > mostEntries) throw tooMany()
  const entries = list.map((item: unknown, i): ReadEntry => {
    if (typeof item === 'string') return { ...noEntry, line: i + 1, path: item }
    const duration = field(item, 'duration', 'length')
    return {
      ...noEntry,
      line: i + 1,
      path: textOf(field(item, 'path', 'file', 'location', 'filename')),
      title: textOf(field(item, 'title', 'name')),
      artist: textOf(field(item, 'artist', 'creator')),
      album: textOf(field(item, 'album')),
      duration: typeof duration === 'number' ? positive(duration) : null
    }
  })
  const rules = field(document, 'rules')
  return {
    name: textOf(field(document, 'name', 'title')),
    entries: entries.filter(({ path, title }) => path !== '' || title !== ''),
    notes: [],
    ...(rules !== undefined && { rules })
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch (thrown) {
    throw new EarshotError('bad-request', 'The file is not proper JSON.', { cause: thrown })
  }
}

function field(value: unknown, ...names: string[]): unknown {
  if (typeof value !== 'object' || value === null) return undefined
  const name = names.find(name => Object.hasOwn(value, name))
  return name === undefined ? undefined : (value as Record<string, unknown>)[name]
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
