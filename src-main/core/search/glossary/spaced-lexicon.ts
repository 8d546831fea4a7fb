import type { Entry } from './entries.ts'
import { wordsOf, type Folded, type Word } from './folded.ts'
import type { Item } from './item.ts'
import type { Language } from './language.ts'

/** Words as they are spelled, and words as stems, in one map: this stands before a stem. */
const stemMark = '~'
const longestCompound = 48
const shortestPart = 3

/** Terms of a language whose words stand apart. */
export class SpacedLexicon {
  readonly #language: Language
  /**
   * What a term means, by its words with a space after each; null: the beginning of a longer one. One flat map of text
   * is made in a few milliseconds, a tree of maps in ten times that.
   */
  readonly #known = new Map<string, string | null>()

  constructor(language: Language, entries: readonly Entry[]) {
    this.#language = language
    const spelled = wordsOfLines(entries.map(({ term }) => term).join('\n'), language)
    const terms = entries.map(({ english }, i) => ({ words: spelled[i]!, english }))
    // All terms as they are spelled come before any stem of another.
    for (const { words, english } of terms) this.#add(words, english)
    for (const { words, english } of terms) this.#addStems(words, english)
  }

  /** The words of a text with what they mean; what no term covers is unknown, word by word. */
  items(text: Folded): Item[] {
    const words = this.#spelled(text)
    const keys = words.map(word => this.#keysOf(word.text))
    const found: Item[] = []
    for (let at = 0; at < words.length;) {
      const { english, count } = this.#longest(keys, at) ?? this.#compound(words[at]!.text)
      const last = words[at + count - 1]!
      // A word that is a term itself has no particle: "누나" ends in 나 as "기타나" does.
      const isTerm = english === null || this.#known.has(`${last.text} `)
      const joins = isTerm ? null : this.#language.joins?.(last.text)
      found.push({ start: words[at]!.start, end: last.end, english, words: count, ...(joins && { joins }) })
      at += count
    }
    return found
  }

  #spelled(text: Folded): Word[] {
    return wordsOf(text).map(word => ({ ...word, text: this.#language.spelling(word.text) }))
  }

  #add(words: readonly string[], english: string): void {
    let path = ''
    for (let i = 0; i < words.length; i++) {
      path += `${words[i]!} `
      if (i < words.length - 1) {
        if (!this.#known.has(path)) this.#known.set(path, null)
      } else if ((this.#known.get(path) ?? null) === null) this.#known.set(path, english)
    }
  }

  /** Every way to write the words with a stem for at least one of them. */
  #addStems(words: readonly string[], english: string): void {
    let ways = ['']
    const last = words.length - 1
    for (const [i, word] of words.entries()) {
      const keys = this.#language.stems(word).map(stem => stemMark + stem)
      if (last > 0) keys.push(word)
      ways = ways.flatMap(way => keys.map(key => `${way}${key} `))
      for (const way of ways) {
        if (i < last) {
          if (!this.#known.has(way)) this.#known.set(way, null)
        } else if ((this.#known.get(way) ?? null) === null) this.#known.set(way, english)
      }
    }
  }

  #keysOf(word: string): string[] {
    const { bases, forms, stems } = this.#language
    const marked = (forms ?? stems)(word).map(stem => stemMark + stem)
    return [word, ...(bases?.(word) ?? []), ...marked]
  }

  /** The longest term from a word on; of two as long, the one that is spelled like it. */
  #longest(keys: readonly string[][], from: number): { english: string; count: number } | null {
    let best: { english: string; count: number } | null = null
    const walk = (path: string, at: number): void => {
      const english = this.#known.get(path)
      if (english === undefined && at > from) return
      if (typeof english === 'string' && at - from > (best?.count ?? 0)) best = { english, count: at - from }
      if (at < keys.length) for (const key of keys[at]!) walk(`${path}${key} `, at + 1)
    }
    walk('', from)
    return best
  }

  /** A word made of words that are known: "Klaviermusik", "재즈피아노를". Anything else is unknown. */
  #compound(word: string): { english: string | null; count: 1 } {
    const { compounds } = this.#language
    if (compounds === undefined || word.length > longestCompound) return { english: null, count: 1 }
    const english = compounds === 'linked' ? this.#linked(word, 2) : this.#joined(word)
    return { english, count: 1 }
  }

  #meaning(word: string): string | null {
    return this.#longest([this.#keysOf(word)], 0)?.english || null
  }

  /** Parts linked as in German, by nothing or by one of a few letters: "Liebe-s-lied". */
  #linked(word: string, depth: number): string | null {
    for (let at = word.length - shortestPart - 1; at >= shortestPart; at--) {
      const right = this.#meaning(word.slice(at))
      if (right === null) continue
      const left = word.slice(0, at)
      const bare = left.replace(/s$/, '')
      const meaning =
        this.#meaning(left) ??
        (bare.length >= shortestPart ? this.#meaning(bare) : null) ??
        (depth > 0 ? this.#linked(left, depth - 1) : null)
      if (meaning !== null) return `${meaning} ${right}`
    }
    return null
  }

  /** Parts that follow each other, the last one in any form: "발라드곡", "재즈피아노를". The longest first part wins. */
  #joined(word: string): string | null {
    const rests: (string | null)[] = Array.from({ length: word.length + 1 }, () => null)
    for (let from = word.length - 1; from >= 0; from--) {
      if (from > 0) rests[from] = this.#meaning(word.slice(from))
      for (let to = word.length - 1; to > from && rests[from] === null; to--) {
        if (rests[to] === null) continue
        const part = this.#known.get(`${word.slice(from, to)} `)
        if (part) rests[from] = `${part} ${rests[to]}`
      }
    }
    return rests[0] ?? null
  }
}

/** The words of each line, as they are spelled: all lines at once, which is what makes it quick. */
function wordsOfLines(lines: string, language: Language): string[][] {
  return language
    .spelling(lines.normalize('NFKC').toLowerCase())
    .replace(/[^\p{L}\p{M}\p{N}\n]+/gu, ' ')
    .replace(/(?<=\p{N})(?=\p{L})|(?<=\p{L})(?=\p{N})/gu, ' ')
    .split('\n')
    .map(line => line.trim().split(' '))
}
