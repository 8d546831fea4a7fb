import type { Messages } from '../messages.ts'
import { changes, count, files, tracks } from './numbers.ts'
import { josa } from './particles.ts'
import { coverKinds, coverWords } from './tags/values.ts'

/** Editing tags by hand: the sheet, the table, the helpers, and what would be written. */
export const edit: Messages['edit'] = {
  title: title => `“${title}” 편집`,
  titleMany: n => `${tracks(n)} 편집`,
  planName: (n, title) => (n === 1 && title ? `“${title}” 편집` : `${tracks(n)} 편집`),
  view: '보기',
  views: { sheet: '양식', table: '표' },
  reading: (read, all) => `${files(all)} 중 ${count(read)}개를 읽는 중…`,
  several: '(여러 값)',
  someUnreadable: n => `${files(n)}의 태그를 읽을 수 없어요. 그대로 둬요.`,
  unreadable: '태그를 읽을 수 없어요. 그대로 둬요.',
  wrong: field =>
    field === 'year'
      ? '연도 또는 날짜: 1987, 1987-05-01'
      : field === 'bpm'
        ? '1분당 박자 수: 120'
        : '번호, 또는 전체 중 번호: 3, 3/12',
  undo: '입력한 것 되돌리기',
  redo: '다시 입력하기',
  takeBack: field => `${field}: 파일에 있는 대로`,
  clear: field => `${field} 빼기`,
  changedMark: '바뀜',
  number: field => `${field}: 번호`,
  total: field => `${field}: 전체 수`,
  of: '/',
  addValue: field => `${field}에 추가`,
  removeValue: value => `${value} 빼기`,
  ofTracks: (n, all) => `${count(all)}곡 중 ${count(n)}곡`,
  giveAll: (value, all) => `${count(all)}곡 모두에 ${value} 넣기`,
  suggestions: '라이브러리에 있는 값',
  stars: n => `별 ${n}개`,
  noStars: '별점 없음',
  compilation: '한 앨범에 여러 아티스트',
  more: '다른 필드',
  moreField: '필드 더하기',
  freeHead: '이름이 다른 필드',
  freeName: '필드 이름',
  addFree: '필드 추가',
  badName: '필드에 쓸 수 없는 이름이에요',
  format: container => container.toUpperCase(),
  rename: '이름 바꾸기…',
  writeFirst: '바꾼 것을 먼저 쓰세요. 파일에 적힌 것으로 이름을 만들어요.',
  previous: '이전 곡',
  next: '다음 곡',
  place: (at, all) => `${count(at)} / ${count(all)}`,
  all: n => `${tracks(n)} 모두`,
  tracksLabel: '편집하는 곡',
  covers: {
    label: '커버',
    words: coverWords,
    kinds: coverKinds,
    list: '파일에 든 그림',
    none: '아직 그림이 없어요',
    kind: '무엇을 담은 그림인지',
    choose: '선택…',
    chooseTip: '그림을 고르거나, 여기에 끌어다 놓거나, Ctrl+V로 붙여 넣으세요',
    beside: '폴더에서',
    smaller: '작게',
    smallerTip: points => `한 변을 ${count(points)}픽셀 이하로`,
    takeBack: '원래대로',
    save: '이 그림 저장',
    remove: '이 그림 빼기',
    forAll: n => `${files(n)} 모두에 이 그림 넣기`,
    inFiles: (n, all) => `${files(all)} 중 ${count(n)}개`,
    more: n => `외 그림 ${count(n)}장`
  },

  table: {
    label: '태그 표',
    file: '파일',
    keys: 'F2 편집 · Ctrl+D 아래로 채우기 · Ctrl+C와 Ctrl+V 복사와 붙여넣기 · Ctrl+Z 되돌리기',
    typing: (field, name) => `${name}의 ${field}`
  },

  wrongValues: n => `필드에 맞지 않는 값이 ${count(n)}개 있어요`,
  state: changed => (changed ? `${tracks(changed)}이 바뀌었어요` : '아직 바뀐 것이 없어요'),
  lookOver: '변경 내용 보기',
  lookOverKey: 'Ctrl+Enter',
  leaving: {
    title: '입력한 것을 버릴까요?',
    lead: n => `${tracks(n)}의 변경을 아직 파일에 쓰지 않았어요.`,
    stay: '계속 편집',
    leave: '버리기'
  },

  look: {
    before: '이전',
    title: '파일에 쓸 내용',
    label: '변경',
    making: '지금 파일과 견주는 중…',
    empty: '바꿀 것이 없어요',
    emptyLead: '파일에 이미 그렇게 적혀 있어요.',
    refused: n => `${files(n)}는 읽을 수 없어서 그대로 둬요.`,
    notHeld: n =>
      `변경 ${count(n)}건은 파일에 담을 자리가 없어서 할 수 없어요. 표시해 두었고, 나머지는 쓸 수 있어요.`,
    head: (field, n) => `${field}, ${files(n)}`,
    files,
    open: n => `${files(n)} 펼치기`,
    close: n => `${files(n)} 접기`,
    accept: (field, what) => `${what}의 ${field} 쓰기`,
    back: '편집으로 돌아가기',
    keep: '나중에 쓰기',
    write: n => `${files(n)}에 쓰기`,
    nothing: '수락한 변경 없음',
    counts: (n, m) => `${files(m)}의 ${changes(n)}`
  },

  writing: (done, all) => `${files(all)} 중 ${count(done)}개를 쓰는 중…`,
  undoing: (done, all) => `${files(all)} 중 ${count(done)}개를 되돌리는 중…`,
  stop: '중지',
  done: {
    title: '파일에 쓴 내용',
    wrote: (n, m) => `${files(m)}에 ${josa(changes(n), '을/를')} 썼어요.`,
    none: '바뀐 파일이 없어요.',
    failed: n => `${josa(changes(n), '이/가')} 거절되었어요. 그 파일은 그대로 두었어요.`,
    undo: '모두 되돌리기',
    undone: '모두 이전으로 돌아갔어요.',
    notUndone: '모두 되돌리지는 못했어요. 자세한 것은 기록에 있어요.',
    again: '더 편집하기',
    close: '완료'
  },

  helpers: {
    open: '도구…',
    title: '도구',
    kinds: {
      fromName: '파일 이름에서 가져오기',
      number: '곡에 번호 매기기',
      case: '대문자와 소문자',
      replace: '찾아 바꾸기',
      clean: '공백 정리',
      split: '값 나누기',
      join: '값 합치기',
      swap: '두 필드 맞바꾸기',
      copy: '필드 복사'
    },
    leads: {
      fromName: '중괄호 안의 이름은 필드예요. /를 쓰면 폴더 이름에서도 가져와요.',
      number: '여기 놓인 곡의 순서대로 매겨요.',
      case: '“DJ”나 “McCoy”처럼 대문자에 뜻이 있는 낱말은 그대로 둬요.',
      replace: '이 필드의 모든 값에서 바꿔요.',
      clean: '앞뒤의 공백과 겹친 공백을 지워요.',
      split: '이 글자가 있는 곳마다 나누어, 값 하나를 여럿으로 만들어요.',
      join: '사이에 이 글자를 넣어, 여러 값을 하나로 만들어요.',
      swap: '두 필드의 값을 서로 맞바꿔요.',
      copy: '첫째 필드의 값을 둘째 필드에 넣어요.'
    },
    scope: n => `대상: ${tracks(n)}`,
    fields: '필드',
    from: '시작 번호',
    width: '자릿수',
    widths: ['그대로', '2 (01)', '3 (001)'],
    total: '전체 수도 쓰기',
    perDisc: '디스크마다 새로 시작',
    how: '쓰는 법',
    hows: { title: 'Title Case', sentence: 'Sentence case', upper: 'UPPER CASE', lower: 'lower case' },
    language: '어느 언어의 규칙',
    languages: {
      en: '영어',
      de: '독일어',
      fr: '프랑스어',
      es: '스페인어',
      it: '이탈리아어',
      tr: '튀르키예어'
    },
    find: '찾을 글자',
    with: '바꿀 글자',
    regex: '정규식',
    matchCase: '대소문자 구분',
    whole: '낱말 전체만',
    splitAt: '나누는 글자',
    joinWith: '사이에 넣을 글자',
    pattern: '패턴',
    example: name => `예: ${name}`,
    first: '필드',
    second: '그리고',
    source: '원본',
    target: '대상',
    working: '계산하는 중…',
    nothing: '바뀌는 것이 없어요',
    nothingLead: '왼쪽에서 정하면, 곡이 어떻게 바뀌는지 여기에 보여요.',
    accept: n => `${changes(n)} 적용`,
    cancel: '뒤로'
  }
}
