import { parseFile } from 'music-metadata'
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { modelTags } from '../../src-main/core/inference/model-tags.ts'
import { loadRegistry } from '../../src-main/core/inference/registry.ts'
import { identityOf } from '../../src-main/core/scan/content-identity.ts'
import { encode, writeWav, type Format } from './audio.ts'
import { addAndScan, type Served } from './fixture-serve.ts'
import { scanAgain } from './tag-library.ts'
import { factsOf, writeVectorFile } from './vector-file.ts'

/** An album as people have them, and what it is to become. */

const songs: { name: string; format: Format; tags: Record<string, string> }[] = [
  { name: '01 - glass harbour', format: 'mp3', tags: { title: 'track 1', artist: 'mara lind' } },
  { name: '02 - iron parade', format: 'flac', tags: { artist: 'Mara Lind', album: 'first lite' } },
  {
    name: '03 - quiet lamp',
    format: 'ogg',
    tags: { title: 'Quiet  Lamp (final)', artist: 'M. Lind', album: 'First Light' }
  },
  { name: '04 - running water', format: 'm4a', tags: { title: 'untitled', artist: 'Various', track: '9' } },
  { name: '05 - short march', format: 'opus', tags: { artist: 'Mara Lind', genre: 'Other' } }
]
export const titles = ['Glass Harbour', 'Iron Parade', 'Quiet Lamp', 'Running Water', 'Short March']
export const names = songs.map(({ name }) => name)

/** A picture of one red point, as somebody would choose it. */
export const cover = {
  name: 'new.png',
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DwHwAFAAH/iZk9HQAAAABJRU5ErkJggg==',
    'base64'
  )
}

/** Five songs in a folder, two of them once more in another: as an MP3, and as the same bytes. In a library that heard them. */
export async function makeMessy(served: Served): Promise<void> {
  const [folder, old] = ['new folder', 'old downloads'].map(name => join(served.music, name)) as [
    string,
    string
  ]
  for (const made of [folder, old]) mkdirSync(made)
  const paths: string[][] = songs.map(({ name, format, tags }, at) => {
    const wav = writeWav(join(served.folder, `${at}.wav`), { seconds: 6 + at, shape: 'noise', seed: 1 + at })
    const path = join(folder, `${name}.${format}`)
    encode(wav, format, { to: path, tags })
    const again = at === 1 ? join(old, 'iron parade.mp3') : at === 2 ? join(old, 'lamp copy.ogg') : null
    if (at === 1) encode(wav, 'mp3', { to: again!, tags: { title: 'iron parade' } })
    rmSync(wav)
    return again === null ? [path] : [path, again]
  })
  await addAndScan(served, served.music)
  // Later than the others: of two that are the same the first is kept.
  copyFileSync(paths[2]![0]!, paths[2]![1]!)
  await scanAgain(served.engine)
  await served.engine.call('models.importVectors', { paths: [vectorsOf(served, paths)] })
}

/** What a model would have heard: that the copies of a song are alike, and no two songs are. */
function vectorsOf(served: Served, paths: readonly string[][]): string {
  const { default: model } = loadRegistry(resolve(import.meta.dirname, '../../models'))
  const rows = paths.flatMap((copies, axis) =>
    [...new Map(copies.map(path => [identityOf(path).toString(), path])).values()].map(path => {
      const vectors = new Float32Array(model.dimension)
      vectors[axis] = 1
      const tags = new Float32Array(modelTags(model).length)
      const outline = new Uint8Array(800)
      return {
        contentKey: identityOf(path),
        path,
        seconds: 6 + axis,
        starts: [0],
        vectors,
        tags,
        music: 1,
        outline
      }
    })
  )
  return writeVectorFile(join(served.folder, 'heard.parquet'), factsOf(model), rows)
}

const filesUnder = (music: string): string[] =>
  readdirSync(music, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .sort()

export const bytesOf = (music: string): Record<string, string> =>
  Object.fromEntries(
    filesUnder(music).map(path => [relative(music, path), readFileSync(path).toString('base64')])
  )

/** By another reader than the one that wrote. */
export async function said(music: string): Promise<object[]> {
  const all = filesUnder(music).map(async path => {
    const { common } = await parseFile(path)
    const { title, artists, album, albumartist, year, track, genre, picture } = common
    const pictures = picture?.map(({ data }) => Buffer.from(data).toString('base64'))
    return { path: relative(music, path), title, artists, album, albumartist, year, track, genre, pictures }
  })
  return Promise.all(all)
}

/** With this picture, in base64. */
export const clean = (picture: string): object[] =>
  titles.map((title, at) => ({
    path: `Mara Lind/1987 First Light/0${at + 1} ${title}.${songs[at]!.format}`,
    title,
    artists: ['Mara Lind'],
    album: 'First Light',
    albumartist: 'Mara Lind',
    year: 1987,
    track: { no: at + 1, of: titles.length },
    genre: ['Folk', 'Acoustic'],
    pictures: [picture]
  }))
