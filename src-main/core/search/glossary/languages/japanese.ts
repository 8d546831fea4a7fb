import type { Language } from '../language.ts'

/** What an adjective in -い may end in instead and still mean the same: "悲しくて", "悲しげな", "悲しさ". */
const endings = ['く', 'くて', 'かった', 'さ', 'そう', 'そうな', 'げ', 'げな', 'め', 'めの', 'すぎる']
const denied = ['くない', 'くなくて', 'くなく', 'すぎない']

export const japanese: Language = {
  code: 'ja',
  file: 'japanese',
  scripts: ['kana', 'han'],
  spaced: false,
  spelling: text => text,
  stems: () => [],
  inflected: (term, english) => {
    // "いい" has forms of its own.
    if (english === '' || !/(\p{Script=Han}|..)い$/u.test(term)) return []
    const stem = term.slice(0, -1)
    return [
      ...endings.map((ending): [string, string] => [stem + ending, english]),
      ...denied.map((ending): [string, string] => [stem + ending, `not ${english}`])
    ]
  },
  deniesBackwards: true
}
