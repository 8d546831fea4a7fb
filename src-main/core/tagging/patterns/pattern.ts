import { EarshotError } from '#contract/errors.ts'
import {
  patternFields,
  patternFunctions,
  type PatternField,
  type PatternFunction
} from '#contract/name-patterns.ts'

/**
 * Patterns for names of files: text as it is, and fields in braces. "/" goes into a folder; the ending of a file is none of
 * a pattern's business.
 *
 *   {albumartist}/{year} {album}/{disc-}{track} {title}
 *   {albumartist|artist|"Unknown artist"}     the first that says something; text in quotes always does
 *   {disc-}  { (year)}  {"CD "disc/}          signs around a field, and text in quotes, go where the field says nothing
 *   {track:3}  {artist:first}  {title:cut40}  three digits, the first letter, at most 40 letters
 *   {{ and }}                                 braces
 *
 * The same are read backwards, to have fields out of names.
 */
export type Pattern = readonly Part[]

type Part = string | Slot

/** A pair of braces. */
export interface Slot {
  /** What stands before and behind its value, where there is one. */
  before: string
  after: string
  /** The first that says something. */
  of: readonly (PatternField | { text: string })[]
  functions: readonly SlotFunction[]
}

type SlotFunction = PatternFunction | { digits: number } | { cut: number }

const longestPattern = 1000
const mostDigits = 9

/** Throws bad-request for what is no pattern, and for one that could leave its folder. */
export function parsePattern(text: string): Pattern {
  if (text.length > longestPattern) throw wrong(`it is longer than ${longestPattern} characters`)
  if (text.trim() === '') throw wrong('it is empty')
  const parts: Part[] = []
  let plain = ''
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]!
    const doubled = text[at + 1] === sign
    if (sign === '\\') throw wrong('folders are parted by "/"')
    if (sign !== '{' && sign !== '}') plain += sign
    else if (doubled) plain += text[at++]
    else if (sign === '}') throw wrong('a "}" has no "{" before it')
    else {
      const end = endOfSlot(text, at + 1)
      parts.push(plain, slotOf(text.slice(at + 1, end)))
      plain = ''
      at = end
    }
  }
  const pattern = [...parts, plain].filter(part => part !== '')
  requireInside(pattern)
  return pattern
}

/** The fields that a pattern speaks of. */
export function fieldsOf(pattern: Pattern): Set<PatternField> {
  const slots = pattern.filter(part => typeof part !== 'string')
  return new Set(slots.flatMap(({ of }) => of.filter(one => typeof one === 'string')))
}

/** Where the braces close; those in quotes do not count. */
function endOfSlot(text: string, from: number): number {
  let quoted = false
  for (let at = from; at < text.length; at++) {
    if (text[at] === '"') quoted = !quoted
    else if (text[at] === '{' && !quoted) break
    else if (text[at] === '}' && !quoted) return at
  }
  throw wrong('a "{" is not closed')
}

const pieces = /"(?<quoted>[^"]*)"|:(?<done>[a-z]*\d*)|(?<name>\p{L}+)|(?<bar>\|)|(?<signs>[^"\p{L}|:]+)/giuy

/** Signs, names with bars between them, functions, signs. */
function slotOf(text: string): Slot {
  const slot = { before: '', after: '', of: [] as Slot['of'][number][], functions: [] as SlotFunction[] }
  let barred = false
  let read = 0
  for (const { 0: whole, groups = {} } of text.matchAll(pieces)) {
    read += whole.length
    const { quoted, done, name, bar, signs } = groups
    const begun = slot.of.length > 0
    const over = slot.after !== '' || slot.functions.length > 0
    if (bar !== undefined && begun && !over && !barred) {
      barred = true
      continue
    }
    if (bar !== undefined || (barred && name === undefined && quoted === undefined)) {
      throw wrong(`{${text}} has a "|" that parts nothing`)
    }
    if (name !== undefined && (barred || !begun)) slot.of.push(fieldNamed(name, text))
    else if (name !== undefined) throw wrong(`{${text}} needs quotes around "${name}"`)
    else if (quoted !== undefined && barred) slot.of.push({ text: quoted })
    else if (done !== undefined && begun && slot.after === '') slot.functions.push(functionNamed(done, text))
    else if (done !== undefined) throw wrong(`{${text}} has a ":" that does nothing`)
    else if (begun) slot.after += quoted ?? signs ?? ''
    else slot.before += quoted ?? signs ?? ''
    barred = false
  }
  if (read < text.length) throw wrong(`{${text}} has a quote that is not closed`)
  if (slot.of.length === 0 || barred) throw wrong(`{${text}} names no field`)
  return slot
}

function fieldNamed(written: string, text: string): PatternField {
  const name = written.toLowerCase()
  const field = patternFields.find(known => known === name)
  if (field !== undefined) return field
  throw wrong(`there is no field "${written}" for {${text}}; there are ${patternFields.join(', ')}`)
}

function functionNamed(written: string, text: string): SlotFunction {
  const name = written.toLowerCase()
  const known = patternFunctions.find(one => one === name)
  if (known !== undefined) return known
  const [, cut, number = ''] = /^(cut)?(\d{1,3})$/.exec(name) ?? []
  const count = Number(number)
  if (number !== '' && cut !== undefined && count > 0) return { cut: count }
  if (number !== '' && cut === undefined && count > 0 && count <= mostDigits) return { digits: count }
  const all = [...patternFunctions, '1 to 9 digits', 'cut1 to cut999'].join(', ')
  throw wrong(`{${text}} has ":${written}", which is nothing here; there are ${all}`)
}

/** What a pattern says itself must stay below the folder it begins in; what fields say is made safe. */
function requireInside(pattern: Pattern): void {
  // A field stands for something that is no sign of a path.
  const steps = pattern.map(part => (typeof part === 'string' ? part : `${part.before}x${part.after}`))
  const names = steps.join('').split('/')
  if (names[0] === '' || /^[a-z]:/i.test(names[0]!)) throw wrong('it begins at the top of a disk')
  if (names.some(name => /^\s*\.+\s*$/.test(name))) throw wrong('it has "." or ".." for a folder')
  if (names.some(name => name.trim() === '')) throw wrong('it has a name that is empty')
}

function wrong(why: string): EarshotError {
  return new EarshotError('bad-request', `This pattern cannot be used: ${why}.`)
}
