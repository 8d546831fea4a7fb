import { EarshotError } from '#contract/errors.ts'
import { isCustomField, type FileField } from '#contract/change-fields.ts'
import { fieldNames, fieldOfName, fieldsBy, freshName } from './field-names.ts'
import {
  changedFields,
  noTexts,
  pictureMark,
  say,
  type FieldChanges,
  type TagTexts,
  type TextField
} from './fields.ts'
import { genreName } from './genre-names.ts'
import { framePicture } from './id3-pictures.ts'
import { besideStars, changeRating, isPopularimeter } from './id3-rating.ts'
import { isOf, isOther, sayFree, type Label } from './labels.ts'
import { makeFrame, type Id3Frame, type Id3Tag } from './id3-tag.ts'
import { readingOf, usualCharset, type LegacyReading } from './legacy-text.ts'
import { counted, popularimeter, valueAs } from './ratings.ts'
import { decodeTexts, encodeTerminated, encodeTexts, encodingFor, splitText } from './id3-text.ts'

const byFrame = fieldsBy(({ id3 }) => [id3?.frame, id3?.old, ...(id3?.others ?? [])])

/** Before 2.4 the day and month of a date, "0105", stand beside its year. */
const dayFrames = ['TDAT', 'TDA']
const yearFrames = ['TYER', 'TYE']

interface Said {
  field: TextField
  values: string[]
  language?: string
}

/** The field a frame says, and its values; null for every other frame. */
function saidBy(frame: Id3Frame, latin: LegacyReading): Said | null {
  const { body } = frame
  if (body === null || body.length < 1 || body[0]! > 3) return null
  const id = nameOf(frame)
  const text = body.subarray(1)
  const field = byFrame.get(id)
  // The day of the year in TYER, see below.
  if (dayFrames.includes(id)) return { field: 'year', values: [] }
  if (field === 'comment') return commentOf(body, latin)
  if (field !== undefined) {
    const values = decodeTexts(text, body[0]!, latin)
    return { field, values: field === 'genre' ? values.flatMap(genresOf) : values }
  }
  const free = freeText(frame, latin)
  const named = free === null ? null : fieldOfName(free.name)
  // Those with a frame of their own in every version: programs that use TXXX for them mean something else.
  if (free === null || named === null || hasFrame(named, 2)) return null
  return { field: named, values: free.values.map(one => valueAs(named, free.name, one)) }
}

/** Some programs left names of 2.2 in a tag of 2.3. */
function nameOf({ id }: Id3Frame): string {
  return id.replace(/[ \0]$/, '')
}

function labelOf(frame: Id3Frame): Label {
  if (isPopularimeter(frame)) return { field: 'rating', name: null }
  return { field: saidBy(frame, plainly)?.field ?? null, name: freeText(frame, plainly)?.name ?? null }
}

/** What stands in TXXX. */
function freeText(frame: Id3Frame, latin: LegacyReading): { name: string; values: string[] } | null {
  const { body } = frame
  if (body === null || body.length < 1 || body[0]! > 3 || !['TXXX', 'TXX'].includes(nameOf(frame)))
    return null
  const [name, value] = splitText(body.subarray(1), body[0]!)
  return {
    name: decodeTexts(name, body[0]!, latin)[0] ?? '',
    values: decodeTexts(value, body[0]!, latin)
  }
}

const plainly = readingOf([], usualCharset)

/** Whether a field has a frame in that version, or stands in TXXX. */
function hasFrame(field: TextField, version: 2 | 3 | 4): boolean {
  const { id3 } = fieldNames[field]
  return id3 !== undefined && version >= (id3.since ?? 2)
}

/** What programs keep for themselves in comments. */
const machines = /^(?:iTun|ID3v1 |CDDB|Songs-DB_|MusicMatch_|DISCID|disc ?id)/i

/** Comments with a name of their own are somebody else's: they are shown where there is no other. */
function commentOf(body: Buffer, latin: LegacyReading): Said | null {
  if (body.length < 4) return null
  const [name, text] = splitText(body.subarray(4), body[0]!)
  const named = decodeTexts(name, body[0]!, latin)[0] ?? ''
  if (machines.test(named)) return null
  const value = decodeTexts(text, body[0]!, latin).join('\n')
  const values = value === '' ? [] : [value]
  if (named !== '') return { field: 'otherComment', values }
  return { field: 'comment', values, language: body.toString('latin1', 1, 4) }
}

export function id3Texts(frames: Id3Frame[], charset: string): TagTexts {
  const latin = readingOf(latinTexts(frames), charset)
  const texts = noTexts(latin.rule)
  for (const frame of frames) {
    const said = saidBy(frame, latin)
    for (const value of said?.values ?? []) say(texts, said!.field, value)
    const free = freeText(frame, latin)
    for (const value of free?.values ?? []) sayFree(texts, labelOf(frame), value)
    addPlayed(texts, frame)
  }
  texts.values.year = withDay(texts.values.year, frames, latin)
  return texts
}

/** "1987" and "0105" are "1987-05-01". */
function withDay(years: string[], frames: Id3Frame[], latin: LegacyReading): string[] {
  const textOf = (ids: string[]): string | undefined => {
    const frame = frames.find(one => ids.includes(nameOf(one)))
    return frame?.body ? decodeTexts(frame.body.subarray(1), frame.body[0]!, latin)[0] : undefined
  }
  const day = /^(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])$/.exec(textOf(dayFrames) ?? '')
  const year = textOf(yearFrames)
  if (day === null || year === undefined || !/^\d{4}$/.test(year)) return years
  return years.map(one => (one === year ? `${year}-${day[2]}-${day[1]}` : one))
}

/** Stars and plays, of which each program writes its own. */
function addPlayed(texts: TagTexts, frame: Id3Frame): void {
  if (frame.body === null) return
  const id = nameOf(frame)
  if (id === 'POPM' || id === 'POP') {
    const { rating, plays } = popularimeter(frame.body)
    say(texts, 'rating', rating)
    say(texts, 'plays', plays)
  } else if (id === 'PCNT' || id === 'CNT') say(texts, 'plays', counted(frame.body))
}

/** What is said to be Latin-1, of the frames that are read. */
function* latinTexts(frames: Id3Frame[]): Iterable<Buffer> {
  for (const frame of frames)
    if (frame.body?.[0] === 0 && saidBy(frame, plainly) !== null) yield frame.body.subarray(1)
}

/** The frames that say none of the fields, by name. */
export function otherFrames(frames: Id3Frame[], changed: readonly FileField[]): [string, Buffer][] {
  const beside = changed.includes('rating')
    ? frames.filter(isPopularimeter).map(frame => ({ frame, rest: besideStars(frame) }))
    : []
  const counters = beside.flatMap(({ frame, rest }): [string, Buffer][] =>
    rest === null ? [] : [[frame.id, rest]]
  )
  const others = frames
    .filter(frame => isOther(labelOf(frame), changed))
    .map((frame): [string, Buffer] => [
      `${framePicture(frame) === null ? '' : pictureMark}${frame.id}`,
      frame.raw
    ])
  return [...others, ...counters]
}

/** The tag with changed fields; new frames stand where the old ones were, or at the end. */
export function changeId3(tag: Id3Tag, changes: FieldChanges): Id3Tag {
  let frames = tag.frames
  for (const [field, values] of changedFields(changes)) {
    if (field === 'rating') {
      frames = changeRating(frames, values, tag.version, ratedText)
      continue
    }
    const old = frames.filter(frame => isOf(labelOf(frame), field))
    const place = old[0] === undefined ? frames.length : frames.indexOf(old[0])
    const fresh = values.length === 0 ? [] : framesOf(field, values, tag.version, old)
    const kept = (part: Id3Frame[]): Id3Frame[] => part.filter(frame => !old.includes(frame))
    frames = [...kept(frames.slice(0, place)), ...fresh, ...kept(frames.slice(place))]
  }
  return { ...tag, frames }
}

function ratedText(frame: Id3Frame): { name: string; value: string } | null {
  const free = labelOf(frame).field === 'rating' ? freeText(frame, plainly) : null
  return free === null ? null : { name: free.name, value: free.values[0] ?? '' }
}

/**
 * Several values stand in one frame with a NUL between them, in 2.3 as well as in 2.4: 2.3 has no rule of its own for
 * genres, a slash would be taken for part of "R&B/Soul", and the common players and taggers read the NUL; one that goes
 * by the letter of 2.3 shows the first value.
 */
function framesOf(field: FileField, values: string[], version: 2 | 3 | 4, old: Id3Frame[]): Id3Frame[] {
  if (field === 'comment') return commentFrames(values, version, old)
  if (field === 'year' && version < 4) return dateFrames(values, version)
  const encoding = encodingFor(values, version)
  const id3 = isCustomField(field) ? undefined : fieldNames[field].id3
  if (id3 && !isCustomField(field) && hasFrame(field, version)) {
    const texts = field === 'genre' ? values.map(value => value.replace(/^\(/, '((')) : values
    const body = Buffer.concat([Buffer.of(encoding), encodeTexts(texts, encoding)])
    return [makeFrame(version === 2 ? (id3.old ?? id3.frame) : id3.frame, body, version)]
  }
  const name = isCustomField(field) && old[0] ? freeText(old[0], plainly)!.name : freshName(field, 'free')
  const named = encodingFor([name, ...values], version)
  const parts = [Buffer.of(named), encodeTerminated(name, named), encodeTexts(values, named)]
  return [makeFrame(version === 2 ? 'TXX' : 'TXXX', Buffer.concat(parts), version)]
}

/** A whole date is told in two frames; what is no such date stands as it is. */
function dateFrames(values: string[], version: 2 | 3 | 4): Id3Frame[] {
  const date = values.length === 1 ? /^(\d{4})-(\d\d)-(\d\d)$/.exec(values[0]!) : null
  const parts: [string, string[]][] =
    date === null
      ? [[yearFrames[version === 2 ? 1 : 0]!, values]]
      : [
          [yearFrames[version === 2 ? 1 : 0]!, [date[1]!]],
          [dayFrames[version === 2 ? 1 : 0]!, [`${date[3]}${date[2]}`]]
        ]
  return parts.map(([id, texts]) => {
    const encoding = encodingFor(texts, version)
    return makeFrame(id, Buffer.concat([Buffer.of(encoding), encodeTexts(texts, encoding)]), version)
  })
}

/** Two comments of one language would be one to most readers. */
const languages = ['eng', 'XXX', 'und', 'mul', 'zxx']

function commentFrames(values: string[], version: 2 | 3 | 4, old: Id3Frame[]): Id3Frame[] {
  const spoken = old.map(frame => saidBy(frame, plainly)!.language!)
  const free = [...new Set([...spoken, ...languages])]
  if (values.length > free.length) {
    throw new EarshotError('bad-request', `A file holds at most ${free.length} comments of this kind.`)
  }
  return values.map((value, i) => {
    const encoding = encodingFor([value], version)
    const head = Buffer.concat([Buffer.of(encoding), Buffer.from(free[i]!, 'latin1')])
    const body = Buffer.concat([head, encodeTerminated('', encoding), encodeTexts([value], encoding)])
    return makeFrame(version === 2 ? 'COM' : 'COMM', body, version)
  })
}

/** "(17)", "17", "(17)Hard Rock" and "((Live)": what older tags put before or instead of a name. */
function genresOf(text: string): string[] {
  const names: string[] = []
  let rest = text
  for (let match = reference(rest); match !== null; match = reference(rest)) {
    names.push(match.name)
    rest = rest.slice(match.length)
  }
  if (rest.startsWith('((')) rest = rest.slice(1)
  // A name behind a reference says the same more exactly.
  if (rest !== '') return names.length === 1 ? [rest] : [...names, rest]
  return names
}

function reference(text: string): { name: string; length: number } | null {
  const match = /^\((\d{1,3}|RX|CR)\)/.exec(text) ?? /^(\d{1,3})$/.exec(text)
  const name = match === null ? undefined : genreName(match[1]!)
  return name === undefined ? null : { name, length: match![0].length }
}
