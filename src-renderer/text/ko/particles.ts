/** Particles, whose form hangs on how the word before them ends: 음악을, 노래를. */

/** After a consonant and after a vowel. */
const forms = {
  '은/는': ['은', '는', '은(는)'],
  '이/가': ['이', '가', '이(가)'],
  '을/를': ['을', '를', '을(를)'],
  '과/와': ['과', '와', '과(와)'],
  '으로/로': ['으로', '로', '(으)로'],
  '이라는/라는': ['이라는', '라는', '(이)라는'],
  '이에요/예요': ['이에요', '예요', '이에요/예요']
} as const

type Particle = keyof typeof forms
type Ending = 'consonant' | 'rieul' | 'vowel' | 'unknown'

const firstSyllable = 0xac00
const lastSyllable = 0xd7a3
const finals = 28
const rieul = 8

const ofHangul = (code: number): Ending => {
  const final = (code - firstSyllable) % finals
  return final === 0 ? 'vowel' : final === rieul ? 'rieul' : 'consonant'
}

/** Numbers as they are read: 영, 일, 이 …, and 십, 백, 천, 만 at their ends. */
const ofDigit: readonly Ending[] = [
  'consonant',
  'rieul',
  'vowel',
  'consonant',
  'vowel',
  'vowel',
  'consonant',
  'rieul',
  'rieul',
  'vowel'
]

/** Letters that are spelt out: 엘, 엠, 엔, 알; all others end in a vowel. */
const ofLetter = (letter: string): Ending =>
  /[LR]/.test(letter) ? 'rieul' : /[MN]/.test(letter) ? 'consonant' : 'vowel'

/** Words as they are usually written in Hangul: 재즈, 메탈, 록, 클럽, 타임. */
function ofLatin(word: string): Ending {
  if (word.length === 1 || /^[A-Z]+$/.test(word)) return ofLetter(word.at(-1)!.toUpperCase())
  const end = word.toLowerCase()
  if (/(?:l|[^aeiou]le)$/.test(end)) return 'rieul'
  if (
    /(?:[mn]|ng|[aeiou][mn]e|ck|[aeiou][bp]|(?:^|[^aeiou])[aeiou]c|(?:^|[^aeiou])[aeiou][kt]|oo[kt])$/.test(
      end
    )
  )
    return 'consonant'
  return 'vowel'
}

/** How the last word of a text ends when it is read aloud; quotes and other signs behind it are not read. */
function endingOf(text: string): Ending {
  const [word = ''] = /[\p{L}\p{N}]+(?=[^\p{L}\p{N}]*$)/u.exec(text.normalize('NFC')) ?? []
  const last = word.at(-1) ?? ''
  const code = last.charCodeAt(0)
  if (code >= firstSyllable && code <= lastSyllable) return ofHangul(code)
  if (/^[0-9]$/.test(last)) return ofDigit[Number(last)]!
  const [latin] = /[A-Za-z]+$/.exec(word.normalize('NFD').replace(/\p{M}/gu, '')) ?? []
  return latin === undefined ? 'unknown' : ofLatin(latin)
}

/** The text with its particle: `josa('노래', '을/를')` is "노래를". Where nobody can tell, both forms are written. */
export function josa(text: string, particle: Particle): string {
  const [consonant, vowel, both] = forms[particle]
  const ending = endingOf(text)
  const likeVowel = ending === 'vowel' || (ending === 'rieul' && particle === '으로/로')
  return text + (ending === 'unknown' ? both : likeVowel ? vowel : consonant)
}
