import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { parseFile } from 'music-metadata'
import { tagFields, type TagField } from '../../../src-main/contract/field-uses.ts'

/** What programs that share no code with Earshot's tag writer read in a file. */
export interface SecondReading {
  fields: Record<TagField, string[]>
  /** Everything else, one line an entry, sorted. */
  others: string[]
}

const names: [RegExp, TagField][] = [
  [/^(TIT2|TT2|TITLE|©nam)$/i, 'title'],
  [/^(TPE1|TP1|ARTIST|©ART)$/i, 'artist'],
  [/^(TALB|TAL|ALBUM|©alb)$/i, 'album'],
  [/^(TPE2|TP2|ALBUM ?ARTIST|aART)$/i, 'albumArtist'],
  [/^(TDRC|TYER?|DATE|YEAR|©day)$/i, 'year'],
  [/^(TRCK|TRK|TRACK(NUMBER)?|trkn)$/i, 'trackNumber'],
  [/^(TPOS|TPA|DISC(NUMBER)?|disk)$/i, 'discNumber'],
  [/^(TCON|TCO|GENRE|©gen|gnre)$/i, 'genre'],
  [/^(TMOO|TXXX:MOOD|TXX:MOOD|MOOD|----:com\.apple\.iTunes:MOOD)$/i, 'mood'],
  [/^(TBPM|TBP|BPM|tmpo)$/i, 'bpm'],
  [/^(TKEY|TKE|INITIALKEY|----:com\.apple\.iTunes:initialkey)$/i, 'key'],
  [/^(COMM?|COMMENT|©cmt)$/i, 'comment'],
  [/^(TXXX?:|----:com\.apple\.iTunes:)?EARSHOT_INSTRUMENT$/, 'instrument'],
  [/^(TXXX?:|----:com\.apple\.iTunes:)?EARSHOT_VOICE$/, 'voice'],
  [/^(TXXX?:|----:com\.apple\.iTunes:)?EARSHOT_ENERGY$/, 'energy'],
  [/^(TXXX?:|----:com\.apple\.iTunes:)?EARSHOT_TAG$/, 'taught'],
  [/^(TCOM|TCM|COMPOSER|©wrt)$/i, 'composer'],
  [/^(TCMP|TCP|COMPILATION|cpil)$/i, 'compilation'],
  [/^(POPM|POP|(TXXX?:|----:com\.apple\.iTunes:)?RATING|rate)$/i, 'rating']
]

/** music-metadata, of all tags but the lesser ones beside ID3v2 that Earshot only keeps in step. */
export async function readWithMusicMetadata(path: string): Promise<SecondReading> {
  const { native } = await parseFile(path, { duration: false })
  const fields = Object.fromEntries(tagFields.map(field => [field, []])) as unknown as SecondReading['fields']
  const others: string[] = []
  const days: string[] = []
  const main = Object.keys(native).some(type => type.startsWith('ID3v2'))
  for (const [type, entries] of Object.entries(native)) {
    for (const entry of entries) {
      const { id, value } = unfold(entry)
      const field = names.find(([name]) => name.test(id))?.[1]
      const named = isRecord(value) && typeof value.descriptor === 'string' && value.descriptor !== ''
      const lesser = main && !type.startsWith('ID3v2')
      if (/^TDAT?$/.test(id)) days.push(textOf(value))
      else if (field === undefined || named) others.push(`${type} ${id} ${fingerprint(value)}`)
      else if (!lesser) fields[field].push(...said(field, value).split('\0'))
    }
  }
  // Day and month before 2.4.
  fields.year = fields.year.map(year =>
    [year, days[0]?.slice(2), days[0]?.slice(0, 2)].filter(Boolean).join('-')
  )
  return {
    fields,
    others: others
      .filter(
        line =>
          !/^(exif|ID3v1) (IGNR|ICMT|INAM|IART|IPRD|ICRD|ITRK|genre|comment|title|artist|album|year|track) /.test(
            line
          )
      )
      .sort()
  }
}

/** Of 2.2 it gives name and text of a free frame as one, the text's byte order mark included. */
function unfold({ id, value }: { id: string; value: unknown }): { id: string; value: unknown } {
  const text = id === 'TXX' && typeof value === 'string' ? value : ''
  const end = text.indexOf('\0')
  return end < 0
    ? { id, value }
    : { id: `TXX:${text.slice(0, end).toUpperCase()}`, value: text.slice(end + 1).replace(/^\uFEFF/, '') }
}

/** Stars of three and a half as Windows has them, and in hundredths. */
function said(field: TagField, value: unknown): string {
  if (field === 'compilation') return value === true ? '1' : textOf(value)
  if (field !== 'rating') return textOf(value)
  if (isRecord(value) && 'rating' in value)
    return value.rating === 186 ? '3.5' : `byte ${String(value.rating)}`
  return textOf(value) === '70' ? '3.5' : textOf(value)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function textOf(value: unknown): string {
  return isRecord(value) && 'text' in value ? String(value.text) : String(value)
}

function fingerprint(value: unknown): string {
  const text = JSON.stringify(value, (_, inner: unknown) =>
    inner instanceof Uint8Array ? createHash('sha1').update(inner).digest('hex') : inner
  )
  return text.length < 200 ? text : createHash('sha1').update(text).digest('hex')
}

export interface Packets {
  /** Checksum of the compressed sound as ffmpeg takes it out of the file. */
  packets: string
  /** Checksum of the sound itself. */
  samples: string
  complaints: string
}

export function soundByFfmpeg(path: string): Packets {
  const copied = ['-map', '0:a', '-c', 'copy', '-f', 'md5', '-']
  const decoded = ['-map', '0:a', '-f', 'md5', '-']
  const args = ['-nostdin', '-v', 'error', '-i', path, ...copied, ...decoded]
  const run = spawnSync('ffmpeg', args, { encoding: 'utf8' })
  const [packets = 'none', samples = 'none'] = run.stdout.trim().split('\n')
  return { packets, samples, complaints: run.stderr.replace(/ @ 0x[0-9a-f]+/g, '') }
}

/** ffprobe's word for a tag of the file or its stream; null where it sees none. */
export function tagByFfprobe(path: string, name: string): string | null {
  const args = ['-v', 'error', '-show_entries', 'format_tags:stream_tags', '-of', 'json', path]
  const run = spawnSync('ffprobe', args, { encoding: 'utf8' })
  const read = JSON.parse(run.stdout) as {
    format?: { tags?: Record<string, string> }
    streams?: { tags?: Record<string, string> }[]
  }
  const tags = [read.format?.tags, ...(read.streams ?? []).map(stream => stream.tags)]
  const entries = tags.flatMap(one => Object.entries(one ?? {}))
  return entries.find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1] ?? null
}
