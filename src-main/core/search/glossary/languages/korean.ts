import type { Language } from '../language.ts'

/** Particles, the longest first. What is left has to be a word of the glossary, so that "파도" does not lose its 도. */
const particles = (
  '으로부터 에서의 에서는 에서도 이라도 이라는 한테서 로부터 까지의 ' +
  '에서 에게 으로 이랑 이나 하고 까지 부터 처럼 마다 보다 조차 밖에 이고 이며 이면 인데 같이 라는 라도 들이 들을 들의 들은 ' +
  '이 가 을 를 은 는 의 에 로 와 과 랑 도 만 들 나 야 요 인 용 풍 적 쪽'
).split(' ')

/** What follows the stem of an adjective or verb: "슬프고", "슬프지만", "달리면서". */
const endings = (
  '습니다 었으면 으면서 아서 어서 았던 었던 지만 지는 면서 으며 으면 려고 도록 거나 던데 ' +
  '고 게 며 면 던 는 은 을 기 지 자 네 다 서 요 도 니 데 아 어'
).split(' ')

const first = 0xac00
const finals = 28
const vowels = 21
const [noFinal, n, l, m, b, ss] = [0, 4, 8, 16, 17, 20]

const isSyllable = (unit: number): boolean => unit >= first && unit < first + finals * vowels * 19
const finalOf = (unit: number): number => (unit - first) % finals
const vowelOf = (unit: number): number => Math.floor((unit - first) / finals) % vowels
/** The syllable at the end of a word with another final consonant. */
const ending = (word: string, final: number): string => {
  const unit = word.charCodeAt(word.length - 1)
  return word.slice(0, -1) + String.fromCharCode(unit - finalOf(unit) + final)
}

/** Contracted vowels and the ones of the stem: 해 → 하, 워 → ㅂ, 슬퍼 → 슬프, 느려 → 느리. */
function uncontracted(word: string): string[] {
  const unit = word.charCodeAt(word.length - 1)
  if (!isSyllable(unit) || finalOf(unit) !== noFinal) return []
  const vowel = vowelOf(unit)
  const withVowel = (other: number): string =>
    word.slice(0, -1) + String.fromCharCode(unit + (other - vowel) * finals)
  const [a, ae, eo, yeo, eu, i] = [0, 1, 4, 6, 18, 20]
  if (vowel === ae) return [withVowel(a)]
  if (vowel === yeo) return [withVowel(i)]
  if (vowel === eo) return [withVowel(eu)]
  return vowel === a ? [withVowel(eu)] : []
}

/** "어두운", "어두움", "어두워" → "어둡"; "슬픈", "슬플", "슬픔" → "슬프"; "밝은" → "밝"; "잔잔한" → "잔잔하". */
function modified(word: string): string[] {
  if (word.length < 2) return []
  const unit = word.charCodeAt(word.length - 1)
  if (!isSyllable(unit)) return []
  const rest = word.slice(0, -1)
  const last = word.at(-1)!
  const found: string[] = []
  const isOpen =
    isSyllable(rest.charCodeAt(rest.length - 1)) && finalOf(rest.charCodeAt(rest.length - 1)) === noFinal
  if ('운울움워우'.includes(last) && isOpen) found.push(ending(rest, b))
  if ('은을음는'.includes(last)) found.push(rest)
  if ([n, l, m].includes(finalOf(unit))) found.push(ending(word, noFinal))
  return found
}

/** "어두웠" → "어두워", "달렸" → "달려". */
const withoutPast = (word: string): string => {
  const unit = word.charCodeAt(word.length - 1)
  return isSyllable(unit) && finalOf(unit) === ss ? ending(word, noFinal) : word
}

/** Stems that a word may be a form of. */
function stemsOf(word: string): string[] {
  const found = new Set<string>()
  const add = (typed: string): void => {
    const one = withoutPast(typed)
    found.add(one)
    for (const stem of modified(one)) found.add(stem)
    for (const stem of uncontracted(one)) found.add(stem)
  }
  add(word)
  for (const one of endings) {
    if (word.endsWith(one) && word.length > one.length) add(word.slice(0, -one.length))
  }
  return [...found]
}

/** Of one syllable, a word is told from a name only by these: "비가", but not "이적". */
const afterOneSyllable = new Set([
  '이',
  '가',
  '을',
  '를',
  '은',
  '는',
  '의',
  '에',
  '로',
  '와',
  '과',
  '도',
  '만'
])

/** The word without particles, up to two of them one after the other: "피아노에서는". */
function nounsOf(word: string): string[] {
  const found: string[] = []
  let rest = word
  for (let round = 0; round < 2; round++) {
    const particle = particles.find(one => rest.endsWith(one) && rest.length > one.length)
    if (particle === undefined) break
    rest = rest.slice(0, -particle.length)
    if (rest.length === 1 && !afterOneSyllable.has(particle)) break
    found.push(rest)
  }
  return found
}

export const korean: Language = {
  code: 'ko',
  file: 'korean',
  scripts: ['hangul'],
  spaced: true,
  spelling: word => word,
  stems: modified,
  forms: stemsOf,
  bases: nounsOf,
  compounds: 'joined',
  joins: word => (/.(와|과|랑|이랑|하고)$/u.test(word) ? 'and' : /.(이나|나)$/u.test(word) ? 'or' : null),
  deniesBackwards: true
}
