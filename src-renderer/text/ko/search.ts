import type { GlossaryLanguage } from '#contract/glossary.ts'
import type { NameField } from '#contract/named.ts'
import type { Messages } from '../messages.ts'
import { expectationText } from './expected.ts'
import { count, tracks } from './numbers.ts'
import { josa } from './particles.ts'

const languages: Record<GlossaryLanguage, string> = {
  ko: '한국어',
  ja: '일본어',
  zh: '중국어',
  es: '스페인어',
  pt: '포르투갈어',
  fr: '프랑스어',
  de: '독일어',
  it: '이탈리아어',
  ru: '러시아어'
}

/** What is read from more than one place says from where. */
const readings: Partial<Record<string, string>> = {
  'is:live': '제목, 앨범, 장르에 라이브라고 적힌 곡',
  '-is:live': '제목, 앨범, 장르 어디에도 라이브라고 적히지 않은 곡',
  'is:studio': '제목, 앨범, 장르 어디에도 라이브라고 적히지 않은 곡',
  '-vocals': '소리에 목소리가 되도록 적은 곡'
}

export const search: Messages['search'] = {
  /** Before searches to begin with. */
  tries: '이렇게 찾아보세요',
  label: '내 음악 검색',
  placeholder: '음악을 설명하세요: 몽환적인 신시사이저, 비 오는 밤',
  clear: '검색 지우기',
  parts: '검색어의 부분',
  edit: text => `${text} 편집`,
  remove: text => `${text} 빼기`,
  expected: what => `여기에 쓸 수 있는 것: ${what}`,
  takes: expectationText,
  doubted: {
    'not-understood': '소리로는 모르는 말이라 이름에서만 찾았어요',
    unsure: '소리가 아닐 수 있어요'
  },
  heardAs: (english, language) =>
    language === 'en'
      ? `${josa(english, '으로/로')} 알아들음`
      : `${languages[language]}에서 ${josa(english, '으로/로')} 알아들음`,
  above: ({ found: { byName, bySound }, total, left }, doubtful) =>
    [
      byName > 0 ? `이름으로 찾음 ${tracks(byName)}` : '',
      bySound > 0 || byName === 0
        ? `${tracks(total)} 중 ${doubtful ? '소리가 비슷할 수 있는 곡' : '소리가 비슷한 곡'} ${tracks(bySound)}`
        : '',
      left.artists > 0 ? `같은 아티스트 ${tracks(left.artists)} 더` : ''
    ]
      .filter(Boolean)
      .join(' · '),
  readAs: filter => readings[filter] ?? `${josa(filter, '으로/로')} 읽음`,
  examples: (names, n) => `비슷하게: ${names.join(', ')}${n === 1 ? '' : `의 ${tracks(n)}`}`,
  asWords: text => `${josa(text, '을/를')} 그냥 낱말로 보기`,
  kept: text => `${text}: 낱말로`,
  readAgain: text => `${josa(text, '을/를')} 전처럼 읽기`,
  closest: (shown, total) => `${tracks(total)} 중 가장 가까운 ${tracks(shown)}`,
  versions: n => `외 버전 ${count(n)}개`,
  variety: {
    title: '다양성',
    dial: '가장 잘 맞는 것부터 가장 다양한 것까지',
    best: '잘 맞게',
    varied: '다양하게',
    cap: '한 아티스트의 곡',
    ofArtist: most => (most === null ? '제한 없음' : `최대 ${most}곡`),
    fold: '같은 녹음은 한 번만'
  },
  line: '여기까지 맞는 곡 · 아래는 가까운 곡',
  lineOfClosest: '여기까지 가장 가까운 곡 · 아래는 덜 비슷한 곡',
  narrowed: tracks,
  more: n => `${tracks(n)} 더 보기`,
  less: '접기',
  announced: n => (n ? `맞는 곡 ${tracks(n)}` : '분명히 맞는 곡 없음'),
  heard: (analysed, all) => `${tracks(all)} 중 ${tracks(analysed)} 들음`,
  newEars: (heard, all) =>
    `Earshot의 귀가 새로워졌어요. ${tracks(all)} 중 ${tracks(heard)}을 들었고, 모두 들을 때까지는 이전처럼 찾아요.`,
  newEarsNow: '지금 듣기'
}

/** What is not surely known as a sound. */
export const trust: Messages['trust'] = {
  notUnderstood: phrase => `Earshot은 “${phrase}”의 소리를 몰라서 이름에서만 찾았어요.`,
  unsure: phrase =>
    `${josa(`“${phrase}”`, '이/가')} 소리를 뜻하는지 확실하지 않아요. 찾은 곡이 뜻한 것과 다를 수 있어요.`,
  nearest: '알고 있는 가장 가까운 말:'
}

/** Where nothing, or nothing clear, was found. */
export const nothing: Messages['nothing'] = {
  title: '분명히 그렇게 들리는 곡이 없어요',
  noName: '이 말이 든 이름이 없어요',
  noNameLead: '소리를 설명하거나 다르게 적어 보세요.',
  nearest: '분명히 그렇게 들리는 곡은 없어요. 이것이 가장 가까워요.',
  lead: '더 적고 쉬운 말로 해 보세요: 악기, 분위기, 빠르기, 장소.',
  unheard: n => `아직 듣지 않은 ${tracks(n)}에서 나올 수도 있어요.`,
  noFit: '이 필터에 맞는 곡이 없어요',
  noFitLead: '하나를 빼거나 범위를 넓혀 보세요.',
  unheardExample: {
    title: '아직 듣지 않은 곡이에요',
    lead: 'Earshot이 들은 다음에야 다른 곡과 견줄 수 있어요.'
  },
  unknownExample: {
    title: '그런 이름의 곡이 없어요',
    lead: '먼저 제목으로 찾은 다음 “l”을 누르면 비슷한 곡을 찾아요.'
  },
  unusable: { title: '쓸 수 있는 것이 없어요', lead: '위의 각 부분에 쓸 수 있는 것이 적혀 있어요.' },
  silent: 'Earshot이 아직 음악을 듣지 않았어요',
  silentLead: all =>
    `${tracks(all)} 중 0곡을 들었어요. 듣는 대로 결과가 나타나요. 제목과 필터로는 지금도 찾을 수 있어요.`,
  listen: '지금 듣기',
  drop: part => (part.startsWith('-') ? `${part.slice(1)} 허용` : `${part} 빼기`),
  dropWords: part => `“${part}” 빼기`,
  clear: '모든 음악으로 돌아가기'
}

/** How well a track fits. */
export const bands: Messages['bands'] = {
  strong: '아주 잘 맞음',
  good: '잘 맞음',
  weak: '조금 맞음',
  doubtful: '맞을 수도 있음'
}

const nameFields: Record<NameField, string> = {
  title: '제목',
  artist: '아티스트',
  album: '앨범',
  genre: '장르',
  file: '파일 이름',
  passage: '부분'
}

/** What was found by a name, and by which. */
export const named: Messages['named'] = {
  brief: ({ fields: [first] }) => (first ? nameFields[first] : '이름'),
  whole: ({ fields, misspelt }) => {
    const names = fields.map(field => nameFields[field]).join(', ') || '이름'
    return `${josa(names, '으로/로')} 찾음${misspelt ? ', 표기는 다름' : ''}`
  }
}

/** Searches that are kept. */
export const saved: Messages['saved'] = {
  title: '저장한 검색',
  keep: '이 검색 저장',
  drop: '저장한 검색에서 빼기',
  makeSmart: text => `${josa(text, '으로/로')} 스마트 재생목록 만들기`,
  became: name => `스마트 재생목록 ${josa(name, '이/가')} 되었어요`
}

/** Ways to go on while somebody types. */
export const completions: Messages['completions'] = {
  label: '이어서 쓸 말',
  forget: '지난 검색어 지우기',
  forgotten: '지난 검색어를 지웠어요',
  kinds: {
    field: '필터',
    value: '값',
    artist: '아티스트',
    album: '앨범',
    genre: '장르',
    phrase: '아는 소리',
    used: '지난 검색',
    example: '해 보기'
  }
}
