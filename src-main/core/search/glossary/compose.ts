import type { Item } from './item.ts'

/** A word of English that stands for a stretch of the text as it was typed. */
export interface EnglishWord {
  text: string
  start: number
  end: number
  /** What was typed for it, without what denies it. */
  typed: string
}

/** Where nothing may be joined across: a particle, a word that says nothing of the sound. */
const gap = ''

const denying = 'without'
/** A denied sound is at most so many words, as in English. */
const generic = new Set(['sound', 'sounds', 'music', 'song'])

/** An item in the order of English. `typed`: what was typed for it, where it reaches further. */
interface Ordered extends Item {
  typed?: string
}

const isContent = ({ english }: Item): boolean => english !== '' && english !== 'and' && english !== 'or'

/** Words at the head of a phrase that the rules of English have to see by themselves. */
const denials = new Set(['without', 'no', 'not'])
const heads = new Set(['for', 'with', 'in', 'on', 'at', 'from', 'like', ...denials])

/**
 * The items as English says them: one phrase an item, what denies before what it denies. Unknown items keep the text
 * as it was typed.
 */
export function inEnglish(text: string, items: readonly Ordered[], backwards: boolean): EnglishWord[] {
  const found: EnglishWord[] = []
  const ordered = backwards ? deniedLast(items, text) : items
  for (const [i, { start, end, english: meaning, joins, typed }] of ordered.entries()) {
    const english = meaning ?? text.slice(start, end)
    const [head, ...rest] = english.split(' ')
    const isHeaded = meaning !== null && rest.length > 0 && heads.has(head!)
    if (isHeaded) found.push({ text: head!, start, end: start, typed: '' })
    found.push({
      text: isHeaded ? rest.join(' ') : english,
      start,
      end,
      typed: typed ?? text.slice(start, end)
    })
    // What is denied as a whole ends there: "うるさくないロック" is rock.
    if (isHeaded && denials.has(head!)) found.push({ text: gap, start: end, end, typed: '' })
    if (joins) {
      const next = ordered[i + 1]?.start ?? end
      found.push({ text: joins, start: next, end: next, typed: '' })
    }
  }
  return found
}

/** "보컬 없는 피아노" → "without", "보컬", a gap, "피아노": what is denied stands before the word that denies it. */
function deniedLast(items: readonly Ordered[], text: string): Ordered[] {
  const found: Ordered[] = []
  for (const item of items) {
    if (item.english !== denying) {
      found.push(item)
      continue
    }
    const last = found.findLastIndex(isContent)
    if (last < 0) continue
    let first = last
    // "드럼 소리 없는": a word for sound is denied together with what sounds.
    if (generic.has(found[last]!.english ?? '') && last > 0 && isContent(found[last - 1]!)) first = last - 1
    // "드럼과 베이스 없는", "ドラムとベースなし".
    while (first > 0 && isJoint(found[first - 1]!)) {
      const joined = found[first - 1]!.joins ? first - 1 : first - 2
      if (joined < 0 || !isContent(found[joined]!)) break
      first = joined
    }
    const denied = found.splice(first).filter(({ english }) => english !== '')
    const { start } = denied[0]!
    const closing = denied.at(-1)!
    const typed = text.slice(closing.start, closing.end)
    found.push(
      { start, end: start, english: denying },
      ...denied.slice(0, -1),
      { start: closing.start, end: item.end, english: closing.english, typed },
      { start: item.end, end: item.end, english: gap }
    )
  }
  return found
}

const isJoint = ({ english, joins }: Item): boolean =>
  joins !== undefined || english === 'and' || english === 'or'

const unsaid = new Set(['a', 'an', 'the', 'of', gap])
const joints = new Set('and or with for in on at to from by while'.split(' '))

/** "Dance music" and "music" are one. */
const isSaidBefore = (word: string, before: string | undefined): boolean =>
  word === before || (before?.endsWith(` ${word}`) ?? false)

/** One phrase of the words: without articles, without what holds nothing together, nothing twice in a row. */
export function phraseOf(words: readonly string[]): string {
  const said = words.filter((word, i) => !unsaid.has(word) && !isSaidBefore(word, words[i - 1]))
  let [first, last] = [0, said.length]
  while (first < last && joints.has(said[first]!)) first++
  while (last > first && joints.has(said[last - 1]!)) last--
  return said.slice(first, last).join(' ')
}

const decade = /^(19[2-9]0|20[0-2]0|[2-9]0)$/

/** "80" beside a word for years is "80s": "anni 80", "los 70", "90년대". */
export function withDecades(words: readonly EnglishWord[]): EnglishWord[] {
  const isYears = (at: number): boolean => words[at]?.text === 'years' || words[at]?.text === 'the'
  return words
    .map((word, i) => {
      if (!decade.test(word.text)) return word
      const before = words[i - 1]?.text === 'of' || words[i - 1]?.text === gap ? i - 2 : i - 1
      return isYears(before) || words[i + 1]?.text === 'years' ? { ...word, text: `${word.text}s` } : word
    })
    .filter(
      ({ text }, i, all) =>
        text !== 'years' || !(/\d0s$/.test(all[i - 1]?.text ?? '') || nextIsDecade(all, i))
    )
}

/** "80s", "1980s". */
export const isDecade = (word: string): boolean => /^\d+0s$/.test(word)

const nextIsDecade = (words: readonly EnglishWord[], at: number): boolean =>
  words.slice(at + 1, at + 3).some(({ text }) => isDecade(text))
