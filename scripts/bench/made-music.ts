import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { numbered } from '../../src-main/core/tags/ogg-pages.ts'

const formats = ['mp3', 'flac', 'ogg', 'opus', 'm4a'] as const
const genres = ['Ambient', 'Jazz', 'Rock', 'Folk', 'House']
const perAlbum = 12
const albumsOfArtist = 4

/** What stands in a seed where each file has its own words: of one length, so that nothing moves. */
const words = { title: 'Title 0000000', artist: 'Artist 0000000', album: 'Album 0000000' }

interface Seed {
  ending: string
  bytes: Buffer
  /** Where the number of a title, an artist and an album is to be written. */
  numbers: { title: number[]; artist: number[]; album: number[] }
}

/**
 * A folder of so many made files: a fifth of a second of a tone in five formats, twelve an album, as tags are in libraries.
 * One that is there already is not made again.
 */
export function madeMusic(folder: string, count: number): string {
  const music = join(folder, `albums-${count}`)
  if (existsSync(music)) return music
  const making = `${music}.making`
  rmSync(making, { recursive: true, force: true })
  mkdirSync(making, { recursive: true })
  const seeds = Array.from({ length: perAlbum }, (_, place) =>
    formats.map(format => seed(making, format, place + 1))
  )
  for (let album = 0; album * perAlbum < count; album++) {
    const artist = Math.floor(album / albumsOfArtist)
    const at = join(making, `Artist ${artist}`, `Album ${album}`)
    mkdirSync(at, { recursive: true })
    for (let place = 0; place < Math.min(perAlbum, count - album * perAlbum); place++) {
      const { bytes, ending, numbers } = seeds[place]![album % formats.length]!
      const title = album * perAlbum + place
      for (const [what, number] of Object.entries({ title, artist, album }))
        for (const where of numbers[what as keyof typeof words])
          bytes.write(String(number).padStart(7, '0'), where)
      if (ending === 'ogg' || ending === 'opus') seal(bytes)
      writeFileSync(join(at, `${place + 1} Title ${title}.${ending}`), bytes)
    }
  }
  renameSync(making, music)
  return music
}

function seed(folder: string, ending: (typeof formats)[number], place: number): Seed {
  const path = join(folder, `seed.${ending}`)
  const tags = { ...words, genre: genres[place % genres.length], date: 1950 + place, track: place }
  const metadata = Object.entries(tags).flatMap(([name, value]) => ['-metadata', `${name}=${value}`])
  const sound = ['-f', 'lavfi', '-i', `sine=d=0.2:f=${200 + place * 20}`]
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...sound, ...metadata, path])
  const bytes = readFileSync(path)
  rmSync(path)
  const numbers = {
    title: numberOf(bytes, words.title),
    artist: numberOf(bytes, words.artist),
    album: numberOf(bytes, words.album)
  }
  return { ending, bytes, numbers }
}

/** Where the digits of a word are, each time it is there. */
function numberOf(bytes: Buffer, word: string): number[] {
  const found: number[] = []
  for (let at = bytes.indexOf(word); at >= 0; at = bytes.indexOf(word, at + 1))
    found.push(at + word.indexOf('0'))
  if (found.length === 0) throw new Error(`A made file says nothing of ${word}.`)
  return found
}

/** Gives each page of Ogg the checksum of what it holds now. */
function seal(bytes: Buffer): void {
  for (let at = 0; at < bytes.length;) {
    const body = at + 27 + bytes[at + 26]!
    const end = bytes.subarray(at + 27, body).reduce((sum, segment) => sum + segment, body)
    numbered(bytes.subarray(at, end), bytes.readUInt32LE(at + 18))
    at = end
  }
}
