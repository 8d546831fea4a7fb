import { EarshotError } from '#contract/errors.ts'
import type { TagField } from '#contract/field-uses.ts'
import {
  changedFields,
  fieldOfName,
  freeNames,
  noValues,
  type FieldChanges,
  type FieldValues
} from './fields.ts'
import { genreName } from './genre-names.ts'
import { makeFrame, type Id3Frame, type Id3Tag } from './id3-tag.ts'
import { decodeTexts, encodeTerminated, encodeTexts, encodingFor, splitText } from './id3-text.ts'

/**
 * Which frames say which field. Several values stand in one frame with a NUL between them, in 2.3 as well as in 2.4:
 * 2.3 has no rule of its own for genres, a slash would be taken for part of "R&B/Soul", and the common players and
 * taggers read the NUL; one that goes by the letter of 2.3 shows the first value.
 */
const frameIds = {
  genre: { old: 'TCO', id: 'TCON' },
  bpm: { old: 'TBP', id: 'TBPM' },
  key: { old: 'TKE', id: 'TKEY' },
  mood: { old: null, id: 'TMOO' }
} as const

type FramedField = keyof typeof frameIds

const framed = new Map<string, FramedField>([
  ['TCON', 'genre'],
  ['TCO', 'genre'],
  ['TBPM', 'bpm'],
  ['TBP', 'bpm'],
  ['TKEY', 'key'],
  ['TKE', 'key'],
  ['TMOO', 'mood']
])

/** The field a frame says, and its values; null for every other frame. */
function fieldOf(frame: Id3Frame): { field: TagField; values: string[]; language?: string } | null {
  const { id, body } = frame
  if (body === null || body.length < 1 || body[0]! > 3) return null
  const text = body.subarray(1)
  const field = framed.get(id)
  if (field !== undefined) {
    const values = decodeTexts(text, body[0]!)
    return { field, values: field === 'genre' ? values.flatMap(genresOf) : values }
  }
  if (id === 'TXXX' || id === 'TXX') {
    const [name, value] = splitText(text, body[0]!)
    const free = fieldOfName(decodeTexts(name, body[0]!)[0] ?? '')
    // These have frames of their own; programs that use TXXX for them mean something else.
    if (free === null || free === 'genre' || free === 'bpm' || free === 'key' || free === 'comment')
      return null
    return { field: free, values: decodeTexts(value, body[0]!) }
  }
  return id === 'COMM' || id === 'COM' ? commentOf(body) : null
}

/** Comments with a name of their own (iTunNORM, "ID3v1 Comment") are somebody else's. */
function commentOf(body: Buffer): { field: TagField; values: string[]; language: string } | null {
  if (body.length < 4) return null
  const [name, text] = splitText(body.subarray(4), body[0]!)
  if (decodeTexts(name, body[0]!).length > 0) return null
  const value = decodeTexts(text, body[0]!).join('\n')
  return { field: 'comment', values: value === '' ? [] : [value], language: body.toString('latin1', 1, 4) }
}

export function id3Values(frames: Id3Frame[]): FieldValues {
  const values = noValues()
  for (const frame of frames) {
    const found = fieldOf(frame)
    for (const value of found?.values ?? []) {
      if (value !== '' && !values[found!.field].includes(value)) values[found!.field].push(value)
    }
  }
  return values
}

/** The frames that say none of the fields. */
export function otherFrames(frames: Id3Frame[]): Id3Frame[] {
  return frames.filter(frame => fieldOf(frame) === null)
}

/** The tag with changed fields; new frames stand where the old ones were, or at the end. */
export function changeId3(tag: Id3Tag, changes: FieldChanges): Id3Tag {
  let frames = tag.frames
  for (const [field, values] of changedFields(changes)) {
    const old = frames.filter(frame => fieldOf(frame)?.field === field)
    const place = old[0] === undefined ? frames.length : frames.indexOf(old[0])
    const fresh = values.length === 0 ? [] : framesOf(field, values, tag.version, old)
    const kept = (part: Id3Frame[]): Id3Frame[] => part.filter(frame => !old.includes(frame))
    frames = [...kept(frames.slice(0, place)), ...fresh, ...kept(frames.slice(place))]
  }
  return { ...tag, frames }
}

function framesOf(field: TagField, values: string[], version: 2 | 3 | 4, old: Id3Frame[]): Id3Frame[] {
  if (field === 'comment') return commentFrames(values, version, old)
  const encoding = encodingFor(values, version)
  const ids = field in frameIds ? frameIds[field as FramedField] : null
  // TMOO came with 2.4.
  if (ids !== null && (field !== 'mood' || version === 4)) {
    const texts = field === 'genre' ? values.map(value => value.replace(/^\(/, '((')) : values
    const body = Buffer.concat([Buffer.of(encoding), encodeTexts(texts, encoding)])
    return [makeFrame(version === 2 ? (ids.old ?? ids.id) : ids.id, body, version)]
  }
  const named = encodingFor([freeNames[field], ...values], version)
  const parts = [Buffer.of(named), encodeTerminated(freeNames[field], named), encodeTexts(values, named)]
  return [makeFrame(version === 2 ? 'TXX' : 'TXXX', Buffer.concat(parts), version)]
}

/** Two comments of one language would be one to most readers. */
const languages = ['eng', 'XXX', 'und', 'mul', 'zxx']

function commentFrames(values: string[], version: 2 | 3 | 4, old: Id3Frame[]): Id3Frame[] {
  const spoken = old.map(frame => fieldOf(frame)!.language!)
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
