import type { Messages } from '../../messages.ts'
import { count } from '../numbers.ts'

export const vocabulary: Messages['tags']['vocabulary'] = {
  lead: (on, all) => `낱말 ${count(all)}개 중 ${count(on)}개를 쓰고 있어요. 낱말마다 얼마나 맞는지 보여요.`,
  filter: '낱말 찾기',
  add: '낱말 추가',
  importList: '목록 가져오기',
  columns: { use: '사용', name: '낱말', trust: '얼마나 맞는지', asks: '듣는 것' },
  use: name => `${name} 사용`,
  edit: name => `${name} 편집`,
  own: '내 낱말',
  group: (name, n) => `${name} (${count(n)})`,
  none: '그런 낱말이 없어요',
  noneLead: '추가하면 이제부터 Earshot이 그 소리도 들어요.',
  keys: 'y 사용 · n 사용 안 함 · Enter 편집',
  editor: {
    add: '낱말 추가',
    edit: name => `“${name}” 편집`,
    name: '파일에 쓸 낱말',
    group: '종류',
    phrases: '듣는 것, 한 줄에 표현 하나',
    phrasesHint: '비워 두면 낱말 그대로.',
    save: '저장',
    remove: '이 낱말 제거',
    reset: '처음 상태로'
  },
  importer: {
    title: '낱말 목록 가져오기',
    lead: '한 줄에 낱말 하나, 또는 CSV 줄: kind,word,phrase,phrase…',
    text: '목록',
    example: 'Krautrock\nmood,Wistful,wistful longing music',
    group: '종류를 적지 않은 줄의 종류',
    file: '파일 열기',
    run: '가져오기',
    done: (added, known) => `낱말 ${count(added)}개를 추가했어요. ${count(known)}개는 이미 있었어요.`,
    refused: n => `알아듣지 못한 줄 ${count(n)}개:`
  }
}
