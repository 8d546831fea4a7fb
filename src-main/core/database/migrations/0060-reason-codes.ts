import type BetterSqlite3 from 'better-sqlite3'

/**
 * Reasons become codes with values. They were English sentences: those that can be read back exactly are, all others
 * are kept as they stand, under the code `written`. Frozen once released, with the sentences as they were then.
 */
export const version = 60

export const sql = ''

export function run(db: BetterSqlite3.Database): void {
  recode(db, 'playlist_entries', entryReason)
  recode(db, 'smart_changes', smartReason)
}

type Coded = { code: string } & Record<string, unknown>

function recode(db: BetterSqlite3.Database, table: string, read: (text: string) => Coded | null): void {
  const update = db.prepare<[string, number]>(`UPDATE ${table} SET reason = ? WHERE id = ?`)
  const rows = db
    .prepare<[], { id: number; reason: string }>(`SELECT id, reason FROM ${table} WHERE reason IS NOT NULL`)
    .all()
  for (const { id, reason } of rows)
    update.run(JSON.stringify(read(reason) ?? { code: 'written', text: reason }), id)
}

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)

/* ---- entries of lists ---- */

const sounds: Record<string, string> = {
  'very close to the one before': 'very-close',
  'close to the one before': 'close',
  'some way from the one before': 'some-way',
  'a change from the one before': 'change'
}
const keys: Record<string, string> = { 'same key': 'same', 'neighbouring key': 'neighbouring' }
const energies: Record<string, string> = { 'more energy': 'more', calmer: 'less' }
const tempos = /^(?:same tempo|(\d+) BPM (up|down))(?: at (double|half) time)?$/

function entryReason(text: string): Coded | null {
  if (text === 'It opens the playlist') return { code: 'made', follows: null, chosen: null }
  const bridge =
    /^"(.*)" lies between "(.*)" and "(.*)": the roughest step here becomes (\d+) % smoother\.$/s.exec(text)
  if (bridge) {
    const once = text.split('" lies between "').length === 2 && text.split('" and "').length === 2
    const [, title, from, to, share] = bridge
    return once ? { code: 'bridges', title, from, to, smoother: Number(share) / 100 } : null
  }
  const plain = lower(text)
  const end = plain.indexOf('; ')
  const follows = followsOf(end < 0 ? plain : plain.slice(0, end))
  if (follows && end < 0) return { code: 'made', follows, chosen: null }
  const rest = follows ? plain.slice(end + 2) : plain
  const place = placeOf(rest)
  if (place) return { code: 'on-the-way', follows, place }
  const chosen = chosenOf(rest)
  return chosen && { code: 'made', follows, chosen }
}

function followsOf(text: string): object | null {
  const [first = '', ...rest] = text.split(', ')
  const sound = sounds[first]
  if (sound === undefined) return null
  const found = tempos.exec(rest[0] ?? '')
  if (found) rest.shift()
  const [, change = '0', way, time = 'same'] = found ?? []
  const tempo = found && { change: way === 'down' ? -Number(change) : Number(change), time }
  const key = keys[rest[0] ?? ''] ?? null
  if (key) rest.shift()
  const energy = energies[rest[0] ?? ''] ?? null
  if (energy) rest.shift()
  return rest.length === 0 ? { sound, tempo, key, energy } : null
}

function placeOf(text: string): Coded | null {
  if (text === 'the start of the path') return { code: 'start' }
  if (text === 'a point of the path') return { code: 'point' }
  if (text === 'the end of the path') return { code: 'end' }
  const [, still, near] = /^(still )?nearer to "(.*)"$/s.exec(text) ?? []
  if (near !== undefined) return still ? { code: 'near-last', from: near } : { code: 'near-next', to: near }
  const [, from, to] = /^half way from "(.*)" to "(.*)"$/s.exec(text) ?? []
  // A title with the same words in it: where the one ends and the other begins, nobody can tell.
  return from === undefined || text.split('" to "').length !== 2 ? null : { code: 'half-way', from, to }
}

const fits: Record<string, string> = { 'fits well': 'well', fits: 'enough', 'comes near': 'nearly' }

function chosenOf(text: string): Coded | null {
  if (text === 'locked here') return { code: 'locked' }
  if (text === 'kept as asked') return { code: 'kept' }
  const [, how, more] = /^(fits well|fits|comes near)(?:: (.+))?$/s.exec(text) ?? []
  if (how === undefined) return null
  const parts = more === undefined ? [] : more.split('; ')
  const nameOf = (part: string): string | undefined => /^"(.*)" in its names or tags$/s.exec(part)?.[1]
  const heard = parts.length > 0 && nameOf(parts[0]!) === undefined ? parts.shift()!.split(', ') : []
  const named = parts.map(nameOf)
  return named.includes(undefined) ? null : { code: 'fits', how: fits[how], heard, named }
}

/* ---- who came into smart playlists, and who went ---- */

const sentences: Record<string, string> = {
  'It fits the rules now.': 'fits',
  'It fits the rules, and is now within the limit.': 'within-limit',
  'In today’s random order.': 'in-random-order',
  'It does not fit the rules any more.': 'fits-no-more',
  'Others took its place within the limit.': 'beyond-limit',
  'Not in today’s random order.': 'out-of-random-order',
  'Its file is away.': 'file-away',
  'It is not in the library any more.': 'not-in-library'
}

function smartReason(text: string): Coded | null {
  const code = sentences[text]
  if (code !== undefined) return { code }
  if (text === 'New in the library.') return { code: 'new-in-library', sound: null }
  const start = 'New in the library; '
  if (text.startsWith(start)) {
    const sound = soundReason(text.slice(start.length))
    return sound && { code: 'new-in-library', sound }
  }
  const sound = soundReason(lower(text))
  if (sound) return sound
  const [, unfound] = /^No longer found by "(.*)"\.$/s.exec(text) ?? []
  if (unfound !== undefined) return { code: 'no-longer-found-by', phrase: unfound }
  const [, unheard, line] = /^No longer heard as "(.*)" \(line (-?\d+\.\d)\)\.$/s.exec(text) ?? []
  if (unheard !== undefined) return { code: 'no-longer-heard-as', phrase: unheard, line: Number(line) }
  const [, holds] = /^It has "(.*)" now\.$/s.exec(text) ?? []
  const [, held] = /^It does not have "(.*)" any more\.$/s.exec(text) ?? []
  const rule = conditionOf(holds ?? held ?? '')
  return rule && { code: holds === undefined ? 'rule-holds-no-more' : 'rule-holds', rule }
}

function soundReason(text: string): Coded | null {
  if (text === 'above the line of a taught tag now.') return { code: 'above-taught-line' }
  const [, found] = /^now found by "(.*)"\.$/s.exec(text) ?? []
  if (found !== undefined) return { code: 'found-by', phrase: found }
  const [, phrase, score, line] =
    /^now heard as "(.*)" \((?:(-?\d+\.\d), )?line (-?\d+\.\d)\)\.$/s.exec(text) ?? []
  if (phrase === undefined) return null
  return { code: 'heard-as', phrase, score: score === undefined ? null : Number(score), line: Number(line) }
}

const numberText = /^-?\d+(?:\.\d+)?(?:e[+-]\d+)?$/
const anything = (text: string): unknown => text
const number = (text: string): unknown => (numberText.test(text) ? Number(text) : undefined)
const two = (text: string): unknown => {
  const ends = text.split(' and ').map(number)
  return ends.length === 2 && !ends.includes(undefined) ? ends : undefined
}
const flag = (text: string): unknown => ({ true: true, false: false })[text]
/** After these words nothing follows. */
const none = null

type Reader = ((text: string) => unknown) | null
const either = (read: Reader): Record<string, Reader> => ({ is: read, isNot: read })
const emptiness = { empty: none, notEmpty: none }
const kinds: [fields: string, operators: Record<string, Reader>][] = [
  [
    'title artist album albumArtist genre comment path container codec key measuredKey',
    {
      ...either(anything),
      contains: anything,
      containsNot: anything,
      startsWith: anything,
      endsWith: anything,
      ...emptiness
    }
  ],
  [
    'year bpm measuredBpm loudness loudnessRange truePeak duration bytes bitrate sampleRate channels trackNumber ' +
      'discNumber music plays rating',
    { ...either(number), above: number, below: number, between: two, ...emptiness }
  ],
  ['added played', { inLast: number, notInLast: number, before: number, after: number, ...emptiness }],
  ['lossless available analysed', { is: flag }],
  ['folder taught playlist', either(number)]
]
const operatorWords: Record<string, string> = {
  is: 'is',
  isNot: 'is not',
  contains: 'contains',
  containsNot: 'does not contain',
  startsWith: 'starts with',
  endsWith: 'ends with',
  above: 'above',
  below: 'below',
  between: 'between',
  inLast: 'in the last days:',
  notInLast: 'not in the last days:',
  before: 'before',
  after: 'after',
  empty: 'is empty',
  notEmpty: 'is not empty'
}

/** "year above 1990"; null where it can be read in two ways, as "title is not here" can. */
function conditionOf(text: string): object | null {
  const field = text.split(' ', 1)[0]!
  const operators = kinds.find(([fields]) => fields.split(' ').includes(field))?.[1] ?? {}
  const rest = text.slice(field.length + 1)
  const readings = Object.entries(operators).flatMap(([op, read]): object[] => {
    const words = operatorWords[op]!
    if (read === none) return rest === words ? [{ field, op }] : []
    if (rest !== words && !rest.startsWith(`${words} `)) return []
    const value = read(rest.slice(words.length + 1))
    return value === undefined ? [] : [{ field, op, value }]
  })
  return readings.length === 1 ? readings[0]! : null
}
