// Random plans for every format, written, read back by other readers, taken back in any order: every byte must be there.
// usage: node scripts/prove/undo-matrix.ts [ROUNDS]               (needs ffmpeg, and python3 with mutagen; exiftool if there)
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { isCustomField, type FileField } from '../../src-main/contract/change-fields.ts'
import { openDatabase, type Database } from '../../src-main/core/database/open.ts'
import { generator } from '../../src-main/core/kernels/random.ts'
import { readTags } from '../../src-main/core/scan/read-tags.ts'
import { changedFields } from '../../src-main/core/tags/fields.ts'
import { fieldsAsWritten, readFields, valuesOf, type FieldChanges } from '../../src-main/core/tags/index.ts'
import { readWithTagLib } from '../../tests/core/tags/third-reader.ts'
import { randomChanges } from '../../tests/support/random-tags.ts'
import { ape, id3, id3v1, makeTagFixtures } from '../../tests/support/tag-fixtures.ts'
import { addToLibrary } from './kill-writing.ts'
import { exiftool, waysToShow } from './exiftool.ts'
import { mutagen } from './mutagen.ts'
import { starsShown } from './stars.ts'
import { openTagging, planOfChanges, sha } from './tagging.ts'

const rounds = Number(process.argv[2] ?? 10)
const work = mkdtempSync(join(tmpdir(), 'earshot-undo-matrix-'))
const dataFolder = join(work, 'data')
const music = join(work, 'music')
const losses: string[] = []
const total = { batches: 0, writes: 0, undos: 0, exact: 0, shown: 0, taglib: 0, mutagen: 0, exiftool: 0 }

const lose = (path: string, what: string): number => losses.push(`${basename(path)}: ${what}`)

/** Fields that readers call by the same name in every format, and give as they stand. */
const named: Partial<Record<FileField, RegExp>> = {
  title: /^(TIT2|title|©nam)$/i,
  album: /^(TALB|album|©alb)$/i,
  mood: /^(TMOO|TXXX:mood|mood|----:com\.apple\.iTunes:mood)$/i,
  artist: /^(TPE1|artist|©ART)$/i,
  albumArtist: /^(TPE2|album ?artist|aART)$/i,
  composer: /^(TCOM|composer|©wrt)$/i,
  compilation: /^(TCMP|compilation|cpil)$/i,
  rating: /^(POPM:.*|POP|rating|rate)$/i,
  'custom:LABEL': /^(TXXX:|----:com\.apple\.iTunes:)?LABEL$/i,
  'custom:My Shelf': /^(TXXX:|----:com\.apple\.iTunes:)?My Shelf$/i
}
/** What TagLib does not show, or not as it stands. */
const notByTagLib = /^(compilation|rating|custom:.*)$/

try {
  const paths = makeFiles()
  await addToLibrary(dataFolder, music, paths)
  const originals = new Map(paths.map(path => [path, sha(path)]))
  const db = openDatabase(dataFolder)
  const { tagging, jobs } = openTagging(db, dataFolder)
  const random = generator(1)
  for (let round = 0; round < rounds; round++) {
    const batches: number[] = []
    for (let part = 0; part < 3; part++) {
      const wanted = new Map(
        paths.map(path => [path, { ...randomChanges(random), taught: [`${round} ${part}`] }])
      )
      const plan = tagging.plans.import(planOfChanges(paths, path => wanted.get(path)!))
      const job = await tagging.write({ id: plan.id, keepTimes: part === 1 })
      const ended = await jobs.settled(job.id)
      if (ended.failed > 0) losses.push(`${ended.failed} files were not written`)
      total.batches++
      total.writes += ended.done
      batches.push(tagging.journal.batches()[0]!.id)
      await compare(db, wanted)
      tagging.plans.discard(plan.id)
    }
    // The last first, the first first, or the middle first.
    const order = [
      [2, 1, 0],
      [0, 1, 2],
      [1, 2, 0]
    ][round % 3]!
    for (const at of order) {
      const job = await tagging.undo({ id: batches[at]! })
      total.undos += (await jobs.settled(job.id)).done
      for (const { how, files } of tagging.journal.batches()[0]!.putBack)
        if (how === 'bytes') total.exact += files
    }
    for (const [path, original] of originals) {
      // Where a later batch wrote the field, too, an earlier one cannot be taken back before it: then once more.
      if (sha(path) !== original) await again(path)
    }
    for (const [path, original] of originals) if (sha(path) !== original) lose(path, 'is not what it was')
    process.stderr.write(`\r${round + 1} of ${rounds} rounds, ${losses.length} losses `)
    async function again(path: string): Promise<void> {
      for (const id of batches.toReversed()) {
        const left = tagging.journal.toUndo(id).filter(change => change.path === path)
        if (left.length === 0) continue
        const job = await tagging.undo({ id, changeIds: left.map(change => change.id) })
        total.undos += (await jobs.settled(job.id)).done
      }
    }
  }
  await tagging.close()
  db.close()
} finally {
  rmSync(work, { recursive: true, force: true })
}

console.log(`
${total.writes} files written in ${total.batches} batches, ${total.undos} put back; ${total.shown} shown by the library as \
written, ${total.taglib} fields read by TagLib, ${total.mutagen} by mutagen, ${total.exiftool} by exiftool. ${losses.length} losses.`)
for (const loss of losses.slice(0, 20)) console.log(loss)
process.exitCode = losses.length === 0 ? 0 : 1

/** Every fixture, and what has an odd place for its tags. */
function makeFiles(): string[] {
  const made = join(work, 'made')
  mkdirSync(made)
  mkdirSync(music)
  const fixtures = makeTagFixtures(made)
  const bare = (name: string): Buffer => readFileSync(fixtures.find(one => one.name === name)!.path)
  const monkey = Buffer.concat([Buffer.from('MAC \x96\x0f\0\0', 'latin1'), Buffer.alloc(2000, 7)])
  const odd: Record<string, Buffer[]> = {
    'id3-before.wv': [id3(3), bare('bare.wv'), ape()],
    'id3-before.ape': [id3(4), monkey, ape()],
    'id3-alone.ape': [id3(3), monkey],
    'id3v1-alone.wv': [bare('bare.wv'), id3v1()],
    'ape-131.mp3': [bare('bare.mp3'), ape131()],
    'id3-ape-131.mp3': [id3(3), bare('bare.mp3'), ape131()]
  }
  const all = [
    ...fixtures.map(({ name }) => [name, bare(name)] as const),
    ...Object.entries(odd).map(([name, parts]) => [name, Buffer.concat(parts)] as const)
  ]
  return all.map(([name, bytes]) => {
    const path = join(music, name)
    writeFileSync(path, bytes)
    return path
  })
}

/** An APEv2 tag of 131 bytes: "TAG" of "APETAGEX" stands where ID3v1 would begin. */
function ape131(): Buffer {
  const head = Buffer.alloc(8)
  const value = Buffer.alloc(131 - 64 - 8 - 'Title\0'.length, 'T')
  head.writeUInt32LE(value.length)
  const body = Buffer.concat([head, Buffer.from('Title\0'), value])
  const foot = Buffer.alloc(32)
  foot.write('APETAGEX')
  foot.writeUInt32LE(2000, 8)
  foot.writeUInt32LE(body.length + 32, 12)
  foot.writeUInt32LE(1, 16)
  foot.writeUInt32LE(0x80000000, 20)
  const first = Buffer.from(foot)
  first.writeUInt32LE(0xa0000000, 20)
  return Buffer.concat([first, body, foot])
}

/** What was written is what our reader, the library, TagLib and mutagen say. */
async function compare(db: Database, wanted: ReadonlyMap<string, FieldChanges>): Promise<void> {
  const rowOf = db.prepare<[Buffer], { title: string; artist: string; album: string }>(
    'SELECT title, artist, album FROM tracks WHERE path = ?'
  )
  const readable = [...wanted.keys()].filter(
    path => !path.endsWith('.ape') && !/id3-before|id3v1-alone/.test(path)
  )
  const seen = new Map(mutagen(readable).map((read, i) => [readable[i]!, read]))
  const shown = exiftool(readable)
  for (const [path, changes] of wanted) {
    const reading = readFields(path)
    const written = fieldsAsWritten(reading.container, changes)
    for (const [field, values] of changedFields(written)) {
      if (!isDeepStrictEqual(valuesOf(reading, field), values)) lose(path, `${field} reads back otherwise`)
    }
    compareShown(path, written, shown?.get(path))
    const { title, artist, album } = await readTags(path)
    total.shown++
    if (!isDeepStrictEqual(rowOf.get(Buffer.from(path)), { title, artist, album }))
      lose(path, 'the library shows something else')
    const read = seen.get(path)
    if (read === undefined) continue
    const third = (await readWithTagLib(path)).fields
    for (const [name, values] of changedFields(written)) {
      // Of a free name its spelling may be another one since.
      const pattern = Object.entries(named).find(([known]) => known.toUpperCase() === name.toUpperCase())?.[1]
      if (pattern === undefined || values.length === 0) continue
      if (!isCustomField(name) && !notByTagLib.test(name)) {
        total.taglib++
        if (!isDeepStrictEqual(third[name], values))
          lose(path, `TagLib reads ${name} otherwise: ${third[name].join('|')}`)
      }
      // Of long values our script gives a checksum only.
      if (values.some(value => value.length >= 300)) continue
      total.mutagen++
      const found = [
        ...new Set(
          Object.entries(read)
            .filter(([key]) => pattern.test(key))
            .flatMap(([, texts]) => texts.map(text => asValue(name, text)))
        )
      ]
      if (!isDeepStrictEqual(found, values)) lose(path, `mutagen reads ${name} otherwise: ${found.join('|')}`)
    }
  }
}

/** Title and composers as exiftool shows them, where it shows any. */
function compareShown(
  path: string,
  { title = [], composer = [] }: FieldChanges,
  shown: { title?: string; composer?: unknown } | undefined
): void {
  if (shown?.title !== undefined && title.length > 0) {
    total.exiftool++
    if (!waysToShow(title).includes(shown.title))
      lose(path, `exiftool shows the title otherwise: ${shown.title}`)
  }
  if (shown?.composer !== undefined && composer.length > 0) {
    total.exiftool++
    if (!waysToShow(composer).some(way => isDeepStrictEqual(way, shown.composer)))
      lose(path, `exiftool shows the composers otherwise: ${String(shown.composer)}`)
  }
}

/** What mutagen shows, as the field has it. */
function asValue(field: FileField, text: string): string {
  if (field === 'rating') return starsShown(text)
  return field === 'compilation' ? text.replace('True', '1').replace('False', '0') : text
}
