import { existsSync, linkSync, mkdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { generator } from '../../../src-main/core/kernels/random.ts'
import { openDatabase, type Database } from '../../../src-main/core/database/open.ts'
import { loadRegistry } from '../../../src-main/core/inference/registry.ts'
import { runFfmpeg, writeWav } from '../../../tests/support/audio.ts'
import { makeLibrary } from '../made-library.ts'

export const tracks = 100_000
const perAlbum = 25
const albums = tracks / perAlbum
const artists = 1500
/** Titles that artists share: one album in so many has one of them. */
const common = ['Greatest Hits', 'Live', 'Unplugged', 'The Best Of', 'Christmas', 'Demos', 'Singles', 'EP']
const commonEvery = 20
/** One album in so many is of several artists. */
const variousEvery = 30
/** A file may have only so many names. */
const mostLinks = 30_000
const seconds = 20

/** A made library whose files are there: albums of 25 tracks, each a folder with a picture. Gives its data folder. */
export function libraryIn(work: string, modelsFolder: string): string {
  const data = join(work, 'data')
  const music = join(work, 'music')
  if (!existsSync(music)) {
    mkdirSync(data, { recursive: true })
    makePictures(music)
    makeSounds(work, music)
  }
  if (!existsSync(join(data, 'earshot.db'))) {
    const db = openDatabase(data)
    makeLibrary(db, loadRegistry(modelsFolder).default, tracks, 2)
    nameAlbums(db, music)
    db.close()
  }
  return data
}

const albumOf = (id: number): number => Math.floor((id - 1) / perAlbum)
const folderOf = (music: string, album: number): string => join(music, String(album))

function makePictures(music: string): void {
  mkdirSync(music, { recursive: true })
  const drawn = ['-f', 'lavfi', '-i', 'testsrc2=size=500x500:rate=25', '-frames:v', String(albums)]
  runFfmpeg([...drawn, join(music, '%d.jpg')])
  for (let album = 0; album < albums; album++) {
    mkdirSync(folderOf(music, album))
    renameSync(join(music, `${album + 1}.jpg`), join(folderOf(music, album), 'cover.jpg'))
  }
}

function makeSounds(work: string, music: string): void {
  for (let id = 1; id <= tracks; id++) {
    const source = join(work, `${Math.floor(id / mostLinks)}.wav`)
    if (!existsSync(source)) writeWav(source, { seconds, hz: 220, sampleRate: 8000, channels: 1 })
    linkSync(source, join(folderOf(music, albumOf(id)), `${id}.wav`))
  }
}

/** Albums as shelves have them: most by one artist, some titles used by many, some of several artists. */
function nameAlbums(db: Database, music: string): void {
  const random = generator(2)
  const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)]!
  const names = db.prepare<[], string>('SELECT DISTINCT artist FROM tracks LIMIT 1500').pluck().all()
  const own = Array.from({ length: artists }, (_, n) => names[n] ?? `Artist ${n}`)
  db.prepare('UPDATE folders SET path = ?').run(Buffer.from(music))
  const put = db.prepare(
    `UPDATE tracks SET path = ?, path_text = ?, container = 'wav', artist = ?, album = ?, album_artist = ?, track_number = ?,
       duration = ${seconds} WHERE id = ?`
  )
  const titleOf = db.prepare<[number], string>('SELECT title FROM tracks WHERE id = ?').pluck()
  db.transaction(() => {
    let album = { artist: '', title: '', various: false }
    for (let id = 1, number = 1, last = -1; id <= tracks; id++, number++) {
      const at = albumOf(id)
      if (at !== last) {
        const title = at % commonEvery === 0 ? pick(common) : titleOf.get(id)!
        album = { artist: pick(own), title, various: at % variousEvery === 0 }
        number = 1
      }
      last = at
      const { artist, title, various } = album
      const path = join(String(at), `${id}.wav`)
      const by = various ? pick(own) : artist
      put.run(Buffer.from(join(music, path)), path, by, title, various ? 'Various Artists' : '', number, id)
    }
  })()
}
