import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { TagLib } from 'taglib-wasm'
import { tagFields, type TagField } from '../../../src-main/contract/field-uses.ts'
import type { SecondReading } from './second-reader.ts'

/** The names that TagLib, and through it many players, gives the fields in every format. */
const names: Record<string, TagField> = {
  title: 'title',
  artist: 'artist',
  album: 'album',
  albumArtist: 'albumArtist',
  date: 'year',
  trackNumber: 'trackNumber',
  discNumber: 'discNumber',
  genre: 'genre',
  mood: 'mood',
  bpm: 'bpm',
  INITIALKEY: 'key',
  comment: 'comment',
  EARSHOT_INSTRUMENT: 'instrument',
  EARSHOT_VOICE: 'voice',
  EARSHOT_ENERGY: 'energy',
  EARSHOT_TAG: 'taught',
  composer: 'composer',
  compilation: 'compilation'
}

const taglib = await TagLib.initialize()

/** TagLib's view of a file: all its tags, one beside the other under one name each. */
export async function readWithTagLib(path: string): Promise<SecondReading> {
  const file = await taglib.open(new Uint8Array(await readFile(path)))
  try {
    const fields = Object.fromEntries(
      tagFields.map(field => [field, []])
    ) as unknown as SecondReading['fields']
    const others: string[] = []
    for (const [name, values = []] of Object.entries(file.properties())) {
      const field = names[name]
      // Of ratings it shows those that are texts under a name; those of popularimeters it does not.
      if (name === 'RATING') continue
      if (/^total/.test(name)) continue
      if (field === undefined) others.push(`${name} ${values.join('|')}`)
      // A flag comes as one.
      else
        fields[field] =
          field === 'compilation' ? values.map(one => (String(one) === 'true' ? '1' : '0')) : values
    }
    return { fields, others: others.sort() }
  } finally {
    file.dispose()
  }
}

/** Hashes of the pictures that TagLib finds, sorted. */
export async function picturesByTagLib(path: string): Promise<string[]> {
  const file = await taglib.open(new Uint8Array(await readFile(path)))
  try {
    return file
      .getPictures()
      .map(({ data }) => createHash('sha256').update(data).digest('hex'))
      .sort()
  } finally {
    file.dispose()
  }
}
