// Every format, every field, alone and together, written and read again by mutagen; then thousands of damaged files.
// usage: node scripts/prove/tag-matrix.ts [DAMAGED_PER_FILE]      (needs ffmpeg, and python3 with mutagen)
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { tagFields, type TagField } from '../../src-main/contract/field-uses.ts'
import {
  audioHash,
  everythingElse,
  fieldsAsWritten,
  readFields,
  writeFields,
  type FieldChanges
} from '../../src-main/core/tags/index.ts'
import { changedFields } from '../../src-main/core/tags/fields.ts'
import { tryDamaged } from '../../tests/support/damaged-tags.ts'
import { makeTagFixtures } from '../../tests/support/tag-fixtures.ts'
import { mutagen, type Read } from './mutagen.ts'
import { starsShown } from './stars.ts'

const damagedPerFile = Number(process.argv[2] ?? 130)
const folder = mkdtempSync(join(tmpdir(), 'earshot-matrix-'))

const values: Record<TagField, string[]> = {
  title: ['Ein größeres Lied 夜'],
  artist: ['AC/DC', 'Sœurs'],
  album: ['Another one, longer than thirty letters'],
  albumArtist: ['Various', '雨'],
  genre: ['Jazz', 'R&B/Soul', 'Électro 夜'],
  mood: ['calm', 'dark; slow'],
  year: ['1987-05-01'],
  bpm: ['127'],
  key: ['F#m'],
  comment: ['A new comment, größer'],
  instrument: ['piano', 'cello'],
  voice: ['female', 'choir'],
  energy: ['low'],
  taught: ['rainy day', '雨'],
  trackNumber: ['7/12'],
  discNumber: ['2/3'],
  composer: ['Nina Simone', 'J. S. Bach'],
  compilation: ['1'],
  rating: ['3.5']
}
const trials: FieldChanges[] = [
  values,
  ...tagFields.flatMap(field => [
    { [field]: values[field] },
    { [field]: [values[field][0]!] },
    { [field]: [] }
  ])
]

/** The names mutagen gives the fields. */
const names: Record<TagField, RegExp> = {
  title: /^(TIT2|title|©nam)$/i,
  artist: /^(TPE1|artist|©ART)$/i,
  album: /^(TALB|album|©alb)$/i,
  albumArtist: /^(TPE2|album ?artist|aART)$/i,
  year: /^(TDRC|TYER|date|year|©day)$/i,
  genre: /^(TCON|genre|©gen)$/i,
  mood: /^(TMOO|TXXX:mood|mood|----:com\.apple\.iTunes:mood)$/i,
  bpm: /^(TBPM|bpm|tmpo)$/i,
  key: /^(TKEY|initialkey|----:com\.apple\.iTunes:initialkey)$/i,
  // What ID3v1 alone says it shows under a name of its own.
  comment: /^(COMM:(ID3v1 Comment)?:...|comment|©cmt)$/i,
  instrument: /EARSHOT_INSTRUMENT$/i,
  voice: /EARSHOT_VOICE$/i,
  energy: /EARSHOT_ENERGY$/i,
  taught: /EARSHOT_TAG$/i,
  trackNumber: /^(TRCK|track(number)?|trkn)$/i,
  discNumber: /^(TPOS|disc(number)?|disk)$/i,
  composer: /^(TCOM|composer|©wrt)$/i,
  compilation: /^(TCMP|compilation|cpil)$/i,
  rating: /^(POPM:.*|(TXXX:|----:com\.apple\.iTunes:)?(FMPS_)?rating|rate)$/i
}

function fieldIn(read: Read, field: TagField): string[] {
  const found = Object.entries(read).filter(([name]) => names[field].test(name))
  return [...new Set(found.flatMap(([, texts]) => texts.map(text => asValue(field, text))))]
}

/** What mutagen shows, as the field has it. */
function asValue(field: TagField, text: string): string {
  if (field === 'rating') return starsShown(text)
  return field === 'compilation' ? text.replace('True', '1') : text
}

function othersIn(read: Read): Read {
  // mutagen shows the comment of ID3v1, which is kept in step, under a name of its own.
  const isOurs = (name: string): boolean =>
    /^COMM:ID3v1 Comment/.test(name) || tagFields.some(field => names[field].test(name))
  return Object.fromEntries(Object.entries(read).filter(([name]) => !isOurs(name)))
}

const rows: string[] = []
let wrong = 0
const total = { trials: 0, checks: 0, written: 0, refused: 0, slowest: 0 }

try {
  for (const { name, path } of makeTagFixtures(folder)) {
    const { container, tags, fields } = readFields(path)
    const hash = await audioHash(path)
    const copies = trials.map((_, i) => join(folder, `trial-${i}${extname(path)}`))
    const problems: string[] = []
    for (const [i, changes] of trials.entries()) {
      copyFileSync(path, copies[i]!)
      writeFields(copies[i]!, changes)
      const expected = { ...fields, ...fieldsAsWritten(container, changes) }
      if (!isDeepStrictEqual(readFields(copies[i]!).fields, expected))
        problems.push(`${i} reads back differently`)
      const changed = changedFields(changes).map(([field]) => field)
      const before = { else: everythingElse(path, { changed }), hash }
      const after = { else: everythingElse(copies[i]!, { changed }), hash: await audioHash(copies[i]!) }
      if (!isDeepStrictEqual(after, before)) problems.push(`${i} changed something else`)
    }
    const [original, ...reads] = mutagen([path, ...copies])
    for (const [i, read] of reads.entries()) {
      for (const field of tagFields) {
        total.checks++
        const changed = trials[i]![field]
        const expected = changed ?? fieldIn(original!, field)
        const seen = fieldIn(read, field)
        if (!isDeepStrictEqual(seen, expected)) problems.push(`${i} ${field}: ${seen.join('|')}`)
      }
      if (!isDeepStrictEqual(othersIn(read), othersIn(original!))) problems.push(`${i}: another tag changed`)
    }
    const damaged = await tryDamaged(path, join(folder, `damaged-${name}`), damagedPerFile, 1)
    problems.push(...damaged.wrong.map(what => `damaged ${what}`))
    total.trials += trials.length
    total.written += damaged.written
    total.refused += damaged.refused
    total.slowest = Math.max(total.slowest, damaged.slowest)
    wrong += problems.length
    const outcome = problems.length === 0 ? 'right' : problems.slice(0, 5).join('; ')
    rows.push(
      `| ${name} | ${tags.join(', ') || 'none'} | ${trials.length} | ${damaged.written} + ${damaged.refused} | ${outcome} |`
    )
    console.error(rows.at(-1))
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}

console.log('| file | tags before | changes | damaged: written + refused | outcome |\n|---|---|---|---|---|')
console.log(rows.join('\n'))
console.log(
  `\n${total.trials} changes in ${rows.length} files, ${total.checks} fields read by mutagen; ` +
    `${total.written + total.refused} damaged files, ${total.refused} refused, the slowest ${Math.round(total.slowest)} ms; ` +
    `${wrong} wrong.`
)
process.exitCode = wrong === 0 ? 0 : 1
