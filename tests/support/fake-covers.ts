import type { Cover, Thumbnails } from '#contract/covers.ts'
import type { Handlers } from './fake-engine.ts'
import { noise, rowOf } from './fake-library.ts'

export const coverHandlers = {
  'covers.thumbnails': ({ ids }) => thumbnailsOf(ids),
  'covers.of': ({ ids }) =>
    ids.map(id => ({ id, covers: id % 3 === 0 ? [] : [coverOf(id)], beside: ['cover.jpg'], failure: null })),
  'covers.picture': ({ hash }) => pictureOf(hash),
  'covers.keep': ({ bytes, of }) => coverOf(bytes === undefined ? (of?.id ?? 2000) : 1000)
} satisfies Partial<Handlers>

/** Of one album all the same. */
function coverOf(id: number): Cover {
  const { album } = rowOf(id, true)
  const hash = [...album]
    .map(letter => letter.charCodeAt(0).toString(16))
    .join('')
    .slice(0, 64)
    .padEnd(64, '0')
  return { kind: 'front', mime: 'image/jpeg', width: 1400, height: 1400, bytes: 245_000, hash }
}

/** Albums by name: of every fourth there is no picture, and what it sounds like stands for it. */
function thumbnailsOf(ids: readonly number[]): Thumbnails {
  const tracks = ids.map(id => {
    const { album, analysed } = rowOf(id, true)
    const bare = noise(album.length) < 0.25
    const sound = analysed
      ? {
          energy: noise(id) * 4 - 2,
          valence: noise(id * 7) * 4 - 2,
          outline: Array.from({ length: 15 }, (_, i) => Math.round(100 * noise(id * 31 + i)))
        }
      : null
    return { id, hash: bare ? null : album, sound: bare ? sound : null }
  })
  const hashes = new Set(tracks.flatMap(({ hash }) => hash ?? []))
  return { tracks, pictures: [...hashes].map(hash => ({ hash, bytes: pictureOf(hash) })) }
}

/** A bitmap of four points in the colours of a name. */
function pictureOf(name: string): Uint8Array {
  const side = 2
  const row = 8 // three bytes a point, filled up to four
  const bytes = new Uint8Array(54 + row * side)
  const view = new DataView(bytes.buffer)
  bytes.set([0x42, 0x4d])
  view.setUint32(2, bytes.length, true)
  view.setUint32(10, 54, true)
  view.setUint32(14, 40, true)
  view.setInt32(18, side, true)
  view.setInt32(22, side, true)
  view.setUint16(26, 1, true)
  view.setUint16(28, 24, true)
  const seed = [...name].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7) % 100_000
  for (let i = 0; i < row * side; i++) bytes[54 + i] = 60 + noise(seed + i) * 170
  return bytes
}
