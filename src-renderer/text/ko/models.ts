import { unstatedLicence } from '#contract/models.ts'
import type { Messages } from '../messages.ts'
import { knownFaultText, modelFaultText } from './faults.ts'
import { bytes, count, decimal, tracks } from './numbers.ts'
import { josa } from './particles.ts'

const licenceText = (licence: string): string => (licence === unstatedLicence ? '밝히지 않음' : licence)

/** Words about listening models. */
export const models: Messages['models'] = {
  title: '듣기 모델',
  lead: '음악을 듣고 말을 알아듣는 것이에요. 하나는 Earshot에 들어 있고, 다른 것을 추가할 수 있어요. 요청하지 않으면 아무것도 내려받지 않아요.',
  add: '폴더에서 추가',
  addElsewhere: '내 모델은 그 컴퓨터에서 “earshot model add”로 추가해요.',
  here: '있는 모델',
  inUse: '사용 중',
  answersStill: '새 모델이 모두 들을 때까지 대신 답해요',
  preparing: (heard, all) => `먼저 듣는 중: ${tracks(all)} 중 ${tracks(heard)}`,
  ready: heard => (heard > 0 ? `준비됨, ${tracks(heard)}을 들었어요` : '준비됨'),
  states: { missing: '파일이 없음', corrupt: '손상됨' },
  facts: (version, size, licence) =>
    [version, size > 0 ? bytes(size) : '', licenceText(licence)].filter(Boolean).join(' · '),
  licence: licenceText,
  fault: modelFaultText,
  knownFault: knownFaultText,
  lacks: {
    tags: '스스로 태그를 붙이지 않아요',
    music: '음악과 다른 소리를 구별하지 않아요'
  },
  use: '사용',
  useNamed: title => `${title} 사용`,
  stay: '이전 모델을 계속 쓰기',
  usingSoon: title => `${josa(title, '이/가')} 먼저 라이브러리를 들어요. 다 들을 때까지는 지금처럼 찾아요.`,
  using: title => `이제 ${josa(title, '을/를')} 써요.`,
  test: '시험',
  testNamed: title => `${title} 시험`,
  testing: '시험하는 중…',
  passed: (alike, milliseconds) =>
    `통과: 표현을 구별하고(${decimal(alike, 2)}, 기준 0.90 미만) 소리도 구별해요. 음악 10초에 ${count(milliseconds)} ms.`,
  remove: '제거',
  removeNamed: title => `${title} 제거`,
  removing: {
    title: '이 모델을 제거할까요?',
    lead: (title, size) => `${title}의 크기는 ${josa(bytes(size), '이에요/예요')}. 다시 추가할 수 있어요.`,
    heard: n => `이 모델이 ${tracks(n)}에서 들은 것도 지우기`,
    heardLead: '되찾으려면 다시 들어야 해요.'
  },
  removed: title => `${josa(title, '을/를')} 제거했어요.`,
  known: '내려받을 수 있는 모델',
  size: size => `약 ${bytes(size)}`,
  blocked: '고장:',
  download: '내려받기',
  downloadNamed: title => `${title} 내려받기`,
  goOn: '계속',
  downloading: '내려받는 중',
  stop: '중지',
  fetched: size => `${bytes(size)}를 이미 받았어요`,
  variants: {
    full: '전체 정밀도',
    fp16: '절반 정밀도',
    quantized: '작은 수로 줄임'
  },
  accept: {
    title: '이 모델을 들일까요?',
    licence: '라이선스',
    unstated: '파일에 밝혀져 있지 않아요. 준 사람에게 물어보세요',
    page: '안내 페이지',
    lead: '복사해서 시험하고, 통과하면 보관해요. 지금 듣는 모델은 그대로예요.',
    downloadLead: '위 페이지에서 받아 시험하고, 통과하면 보관해요.',
    yes: '라이선스에 동의하고 추가',
    yesDownload: '라이선스에 동의하고 내려받기'
  }
}
