import type { Charset } from '#contract/charsets.ts'
import { commonIn } from './common-characters.ts'

/**
 * How many bits it takes to say texts in a character set, by how letters are spread in the languages that use it: the
 * right set takes the fewest. Rough on purpose: a hundred lines, and an album has some hundred letters.
 */

type Script = 'latin' | 'accented' | 'cyrillic' | 'greek' | 'kana' | 'hangul' | 'han' | 'other'

/** A set that is rarer has to be likelier. */
const prior: Readonly<Record<Charset, number>> = {
  'windows-1252': 0,
  'windows-1250': 8,
  'windows-1251': 3,
  'koi8-r': 4,
  'iso-8859-7': 5,
  'windows-1254': 10,
  shift_jis: 3,
  'euc-jp': 6,
  gbk: 3,
  big5: 4,
  'euc-kr': 4
}

/** What no text has: a byte that the set does not know, and marks that stand in no title. */
const unknown = 40
const oddMark = 14

export function costOf(texts: readonly Uint8Array[], charset: Charset): number {
  const decoder = new TextDecoder(charset, { ignoreBOM: true })
  let cost = prior[charset]
  for (const bytes of texts) cost += textCost(decoder.decode(bytes), charset)
  return cost
}

function textCost(text: string, charset: Charset): number {
  let cost = 0
  let before: { script: Script; lower: boolean; upper: boolean } = {
    script: 'other',
    lower: false,
    upper: false
  }
  for (const one of text) {
    const script = scriptOf(one)
    const lower = one !== one.toUpperCase()
    const upper = one !== one.toLowerCase()
    cost += letterCost(one, script, charset)
    if (isLetter(script) && isLetter(before.script)) cost += jointCost(before.script, script)
    // "кИНО": what another set makes of small letters.
    if (before.lower && upper) cost += script === 'latin' && before.script === 'latin' ? 2 : 6
    before = { script, lower, upper }
  }
  return cost
}

const isLetter = (script: Script): boolean => script !== 'other'

function scriptOf(one: string): Script {
  const code = one.codePointAt(0)!
  if (code < 0x80) return /[a-z]/i.test(one) ? 'latin' : 'other'
  if (code < 0x250) return /\p{L}/u.test(one) && !'ªº'.includes(one) ? 'accented' : 'other'
  if (/\p{Script=Greek}/u.test(one)) return 'greek'
  if (/\p{Script=Cyrillic}/u.test(one)) return 'cyrillic'
  if (/[\p{Script=Hiragana}\p{Script=Katakana}ー]/u.test(one)) return 'kana'
  if (/\p{Script=Hangul}/u.test(one)) return 'hangul'
  return /\p{Script=Han}/u.test(one) ? 'han' : 'other'
}

/** Scripts that stand side by side in no word. */
function jointCost(before: Script, now: Script): number {
  if (before === now) return now === 'accented' ? 4 : 0
  const pair = new Set([before, now])
  if (pair.has('latin') && pair.has('accented')) return 0
  if (pair.has('kana') && pair.has('han')) return 0
  return pair.has('han') && pair.has('hangul') ? 3 : 8
}

function letterCost(one: string, script: Script, charset: Charset): number {
  const code = one.codePointAt(0)!
  if (one === '\uFFFD') return unknown
  if (code < 0x20 || (code >= 0x7f && code < 0xa0) || (code >= 0xe000 && code < 0xf900)) return unknown
  if (script === 'latin') return 4.5
  if (script === 'other') return markCost(one)
  const common = commonIn(charset).get(one.toLowerCase())
  if (common !== undefined) return common
  // Half-width katakana are hardly used for whole words.
  if (code >= 0xff61 && code <= 0xff9f) return 13
  return { accented: 9, cyrillic: 10, greek: 10, kana: 9, hangul: 11.5, han: 13, other: 14 }[script]
}

function markCost(one: string): number {
  if (one === ' ') return 2.5
  if (one.charCodeAt(0) < 0x80) return /[\d\-.,'()&!?:/]/.test(one) ? 6 : 9
  if (/[’‘“”–—…«»¿¡・、。！？（）「」『』〜～\u3000№]/u.test(one)) return 8
  return oddMark
}
