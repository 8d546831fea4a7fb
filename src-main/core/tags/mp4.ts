import type { Range, TaggedFile } from './fields.ts'
import { atomAt, atomsOf, findAll, makeAtom, type Atom } from './mp4-atoms.ts'
import { changeItems, itemTexts, otherItems } from './mp4-items.ts'
import type { Item } from './mp4-item.ts'
import { changeItemPictures, itemPictures } from './mp4-pictures.ts'
import { chunkTables, moveChunks, soundOf, withoutPlaces } from './mp4-chunks.ts'
import { longestTag, type TagBytes } from './tag-bytes.ts'

/** What iTunes and its kin write: moov › udta › meta › ilst. */
interface Places {
  udta: Atom | undefined
  meta: Atom | undefined
  ilst: Atom | undefined
  /** Free room right behind the list. */
  free: Atom | undefined
}

export function openMp4(file: TagBytes, offset: number): TaggedFile {
  if (offset > 0) throw file.refused('something stands before its beginning')
  const top = topAtoms(file)
  const place = top.find(({ type }) => type === 'moov')
  if (place === undefined || place.size > longestTag) throw file.damaged('it has no table of contents')
  const bytes = file.exactly(place.at, place.size)
  const moov: Atom = { ...place, at: 0 }
  const places = find(file, bytes, moov)
  const items = places.ilst === undefined ? [] : itemsOf(file, bytes, places.ilst)
  const fragmented = top.some(({ type }) => type === 'moof')
  return {
    tags: places.ilst === undefined ? [] : ['MP4'],
    texts: itemTexts(items, file.charset),
    tagBytes: place.size,
    *others(changed) {
      yield* otherItems(items, changed)
      yield* otherAtoms(bytes, moov, places)
      for (const { type, at, size } of top) {
        if (!['moov', 'mdat', 'free', 'skip', 'wide', 'moof'].includes(type))
          yield [type, file.read(at, size)]
      }
    },
    audio: () => (fragmented ? fragmentsOf(top) : soundOf(bytes, moov)),
    pictures: () => itemPictures(items),
    write: (changes, pictures) => {
      if (top.at(-1)!.at + top.at(-1)!.size > file.size) throw file.damaged('it is cut off')
      if (!fragmented && !liesWithin(soundOf(bytes, moov), top)) {
        throw file.damaged('its table of contents points beside its sound')
      }
      const said = changeItems(items, changes)
      const wanted = pictures === undefined ? said : changeItemPictures(said, pictures)
      const fresh = withItems(bytes, moov, places, wanted)
      put(file, { top, place, fresh, fragmented })
    }
  }
}

function topAtoms(file: TagBytes): Atom[] {
  const atoms: Atom[] = []
  for (let at = 0; at + 8 <= file.size;) {
    const found = atomAt(file.read(at, 16), 0, file.size - at)
    if (found === null || atoms.length > 100_000) throw file.damaged('one of its parts has no right length')
    atoms.push({ ...found, at })
    at += found.size
  }
  return atoms
}

function find(file: TagBytes, bytes: Buffer, moov: Atom): Places {
  if (atomsOf(bytes, moov.head, moov.size) === null) throw file.damaged('its table of contents breaks off')
  const udta = findAll(bytes, moov, ['udta'])[0]
  const found = udta === undefined ? undefined : findAll(bytes, udta, ['meta'])[0]
  if (found === undefined) return { udta, meta: undefined, ilst: undefined, free: undefined }
  // In MP4 four bytes of flags come before its content, in QuickTime none do.
  const plain = bytes.toString('latin1', found.at + 12, found.at + 16) === 'hdlr'
  const meta = { ...found, head: found.head + (plain ? 0 : 4) }
  const inner = atomsOf(bytes, meta.at + meta.head, meta.at + meta.size)
  if (inner === null) throw file.damaged('its tags break off')
  const handler = inner.find(({ type }) => type === 'hdlr')
  if (handler !== undefined && bytes.toString('latin1', handler.at + 16, handler.at + 20) !== 'mdir') {
    throw file.refused('its tags are of the QuickTime kind')
  }
  const at = inner.findIndex(({ type }) => type === 'ilst')
  const next = inner[at + 1]
  return { udta, meta, ilst: inner[at], free: at >= 0 && next?.type === 'free' ? next : undefined }
}

function itemsOf(file: TagBytes, bytes: Buffer, ilst: Atom): Item[] {
  const atoms = atomsOf(bytes, ilst.at + ilst.head, ilst.at + ilst.size)
  if (atoms === null || atoms.some(({ head }) => head !== 8))
    throw file.damaged('its list of tags breaks off')
  return atoms.map(({ type, at, size }) => ({ type, raw: bytes.subarray(at, at + size) }))
}

/** All of the table of contents but the list of tags and the places of the sound, which the sound itself proves. */
function* otherAtoms(bytes: Buffer, moov: Atom, { udta, meta }: Places): Iterable<[string, Buffer]> {
  const placeless = withoutPlaces(bytes, moov)
  const inside = (atom: Atom): Atom[] => atomsOf(bytes, atom.at + atom.head, atom.at + atom.size) ?? []
  const ours = ['udta', 'meta', 'ilst', 'hdlr', 'free']
  for (const parent of [moov, udta, meta]) {
    for (const { type, at, size } of parent === undefined ? [] : inside(parent)) {
      if (parent === moov ? type === 'udta' && at === udta?.at : ours.includes(type) && type !== 'udta')
        continue
      yield [`moov ${type}`, placeless.subarray(at, at + size)]
    }
  }
}

function fragmentsOf(top: Atom[]): Range[] {
  return top
    .filter(({ type }) => type === 'mdat' || type === 'moof')
    .map(({ at, size }) => ({ at, length: size }))
}

/** Whether every chunk is in an "mdat" as it should be: what lies elsewhere could be overwritten. */
function liesWithin(chunks: Iterable<Range>, top: Atom[]): boolean {
  const sound = top.filter(({ type }) => type === 'mdat')
  for (const { at, length } of chunks) {
    if (!sound.some(atom => at >= atom.at + atom.head && at + length <= atom.at + atom.size)) return false
  }
  return true
}

const freshRoom = 1024

/** The table of contents with changed tags: of the same length where the free room behind them suffices. */
function withItems(bytes: Buffer, moov: Atom, places: Places, items: readonly Item[]): Buffer {
  const { udta, meta, ilst, free } = places
  const list = makeAtom('ilst', ...items.map(({ raw }) => raw))
  if (ilst !== undefined) {
    const room = ilst.size + (free?.size ?? 0)
    return replace(bytes, [moov, udta!, meta!], ilst.at, room, fit(list, room))
  }
  const fresh = Buffer.concat([list, makeAtom('free', Buffer.alloc(freshRoom))])
  if (meta !== undefined) return replace(bytes, [moov, udta!, meta], meta.at + meta.size, 0, fresh)
  const whole = makeAtom('meta', Buffer.alloc(4), handler(), fresh)
  if (udta !== undefined) return replace(bytes, [moov, udta], udta.at + udta.head, 0, whole)
  return replace(bytes, [moov], moov.size, 0, makeAtom('udta', whole))
}

function fit(list: Buffer, room: number): Buffer {
  if (list.length === room) return list
  const left = room - list.length - 8
  return Buffer.concat([list, makeAtom('free', Buffer.alloc(left >= 0 ? left : freshRoom))])
}

function handler(): Buffer {
  return makeAtom('hdlr', Buffer.alloc(8), Buffer.from('mdirappl', 'latin1'), Buffer.alloc(9))
}

/** Puts bytes in the place of others and lengthens the atoms around them. */
function replace(bytes: Buffer, around: Atom[], at: number, length: number, fresh: Buffer): Buffer {
  const out = Buffer.concat([bytes.subarray(0, at), fresh, bytes.subarray(at + length)])
  for (const atom of around) {
    const size = atom.size + fresh.length - length
    const long = bytes.readUInt32BE(atom.at) === 1
    if (long) out.writeBigUInt64BE(BigInt(size), atom.at + 8)
    else out.writeUInt32BE(size, atom.at)
  }
  return out
}

interface Put {
  top: Atom[]
  place: Atom
  fresh: Buffer
  fragmented: boolean
}

/** Writes the table of contents; where that moves the sound, its places are corrected. */
function put(file: TagBytes, { top, place, fresh, fragmented }: Put): void {
  const by = fresh.length - place.size
  const end = place.at + place.size
  const next = top.find(({ at }) => at === end)
  if (next?.type === 'free' && next.head === 8 && (next.size - by >= 8 || next.size === by)) {
    const rest = next.size - by === 0 ? [] : [makeAtom('free', Buffer.alloc(next.size - by - 8))]
    file.splice(place.at, place.size + next.size, Buffer.concat([fresh, ...rest]))
    return
  }
  if (by !== 0 && next !== undefined) {
    const moov: Atom = { ...place, at: 0, size: fresh.length }
    if (fragmented || chunkTables(fresh, moov).auxiliary) {
      throw file.refused('its sound is in fragments that would have to move')
    }
    if (!moveChunks(fresh, moov, end, by)) throw file.refused('it would be longer than its format allows')
  }
  file.splice(place.at, place.size, fresh)
}
