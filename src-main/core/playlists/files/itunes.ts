import { mostEntries, noEntry, positive, tooMany } from './playlist-file.ts'
import type { ReadEntry, ReadPlaylist } from './playlist-file.ts'
import { EarshotError } from '#contract/errors.ts'
import { readXml } from './xml.ts'

type Value = string | number | boolean | Value[] | Map<string, Value>

/** The lists the program makes itself (the whole library, music, films, …) are no playlists of anybody. */
const ownKinds = ['Master', 'Distinguished Kind', 'Folder']

/** The library file of iTunes and Music ("Export Library…"), or one exported playlist. Throws bad-request. */
export async function readItunes(text: string, signal?: AbortSignal): Promise<ReadPlaylist[]> {
  const root = await readPropertyList(text, signal)
  const tracks = root instanceof Map ? root.get('Tracks') : undefined
  const playlists = root instanceof Map ? root.get('Playlists') : undefined
  if (!(tracks instanceof Map) || !Array.isArray(playlists)) {
    throw new EarshotError(
      'bad-request',
      'The file is a property list, but not a library of iTunes or Music.'
    )
  }
  const known = new Map<number, ReadEntry>()
  for (const track of tracks.values()) {
    if (track instanceof Map) known.set(numberOf(track, 'Track ID'), toEntry(track))
  }
  const maps = playlists.filter(playlist => playlist instanceof Map)
  const own = maps.filter(playlist => !ownKinds.some(kind => playlist.has(kind)))
  return own.map(playlist => {
    const items = playlist.get('Playlist Items')
    const entries = (Array.isArray(items) ? items : []).flatMap((item, i) => {
      const entry = item instanceof Map ? known.get(numberOf(item, 'Track ID')) : undefined
      return entry === undefined ? [] : [{ ...entry, line: i + 1 }]
    })
    if (entries.length > mostEntries) throw tooMany()
    const smart = playlist.has('Smart Info')
    return {
      name: textOf(playlist, 'Name').trim(),
      entries,
      notes: smart ? [{ code: 'was-smart' }] : []
    }
  })
}

function toEntry(track: Map<string, Value>): ReadEntry {
  return {
    ...noEntry,
    path: textOf(track, 'Location'),
    encoded: true,
    title: textOf(track, 'Name'),
    artist: textOf(track, 'Artist'),
    album: textOf(track, 'Album'),
    duration: positive(numberOf(track, 'Total Time') / 1000),
    ...playedOf(track)
  }
}

function playedOf(track: Map<string, Value>): Pick<ReadEntry, 'played'> {
  const plays = numberOf(track, 'Play Count')
  const rating = track.get('Rating Computed') === true ? NaN : numberOf(track, 'Rating')
  const playedAt = Date.parse(textOf(track, 'Play Date UTC'))
  if (Number.isNaN(plays) && Number.isNaN(rating)) return {}
  return {
    played: {
      plays: Number.isSafeInteger(plays) && plays > 0 ? plays : 0,
      playedAt: Number.isNaN(playedAt) ? null : playedAt,
      rating: rating >= 0 && rating <= 100 ? Math.round(rating) : null
    }
  }
}

const textOf = (map: Map<string, Value>, key: string): string => {
  const value = map.get(key)
  return typeof value === 'string' ? value : ''
}
const numberOf = (map: Map<string, Value>, key: string): number => {
  const value = map.get(key)
  return typeof value === 'number' ? value : NaN
}

async function readPropertyList(text: string, signal?: AbortSignal): Promise<Value | undefined> {
  const open: { value: Value[] | Map<string, Value>; key: string }[] = []
  let root: Value | undefined
  const put = (value: Value): void => {
    const around = open.at(-1)
    if (around === undefined) root ??= value
    else if (Array.isArray(around.value)) around.value.push(value)
    else around.value.set(around.key, value)
  }
  await readXml(
    text,
    'plist',
    {
      open: name => {
        if (name !== 'dict' && name !== 'array') return
        const value = name === 'dict' ? new Map<string, Value>() : []
        put(value)
        open.push({ value, key: '' })
      },
      close: (name, content) => {
        switch (name) {
          case 'dict':
          case 'array':
            open.pop()
            break
          case 'key':
            if (open.length > 0) open.at(-1)!.key = content
            break
          case 'string':
          case 'date':
            put(content)
            break
          case 'integer':
          case 'real':
            put(Number(content))
            break
          case 'true':
          case 'false':
            put(name === 'true')
        }
      }
    },
    signal
  )
  return root
}
