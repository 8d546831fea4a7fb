import type { Messages } from '../messages.ts'
import { count, files, lasting, tracks } from './numbers.ts'

/** What Earshot is doing: words for every kind of job. */
export const jobs: Messages['jobs'] = {
  label: 'Earshot이 하는 일',
  doing: {
    scan: '폴더를 살펴보는 중',
    analysis: '라이브러리를 듣는 중',
    doubles: '중복을 찾는 중',
    map: '지도를 그리는 중',
    'tag-plan': '태그 계획을 만드는 중',
    'tag-write': '태그를 쓰는 중',
    'tag-undo': '태그를 되돌리는 중',
    'playlist-export': '재생목록을 내보내는 중',
    'model-add': '모델을 들이는 중',
    'model-download': '모델을 내려받는 중'
  },
  finished: {
    scan: n => `${files(n)}를 살펴봤어요`,
    analysis: n => `${tracks(n)}을 들었어요`,
    doubles: n => `${tracks(n)}을 비슷한 곡과 견주었어요`,
    map: () => '지도를 그렸어요',
    'tag-plan': n => `${files(n)}의 태그를 살펴봤어요`,
    'tag-write': n => `${files(n)}에 태그를 썼어요`,
    'tag-undo': n => `${files(n)}의 태그를 되돌렸어요`,
    'playlist-export': n => `${files(n)}를 내보냈어요`,
    'model-add': () => '모델이 준비되었어요',
    'model-download': () => '모델이 준비되었어요'
  },
  stopped: {
    scan: '살펴보기를 멈췄어요',
    analysis: '듣기를 일시정지했어요',
    doubles: '중복 찾기를 멈췄어요. 견준 것은 남아 있어요',
    map: '지도 그리기를 멈췄어요',
    'tag-plan': '계획 만들기를 멈췄어요',
    'tag-write': '쓰기를 멈췄어요. 이미 쓴 것은 그대로예요',
    'tag-undo': '되돌리기를 멈췄어요',
    'playlist-export': '내보내기를 멈췄어요',
    'model-add': '모델 들이기를 멈췄어요',
    'model-download': '다운로드를 일시정지했어요'
  },
  broke: {
    scan: '폴더 살펴보기가 중단되었어요',
    analysis: '듣기가 중단되었어요',
    doubles: '중복 찾기가 중단되었어요',
    map: '지도 그리기가 중단되었어요',
    'tag-plan': '계획을 만들지 못했어요',
    'tag-write': '태그 쓰기가 중단되었어요',
    'tag-undo': '태그 되돌리기가 중단되었어요',
    'playlist-export': '내보내기가 중단되었어요',
    'model-add': '모델을 들이지 못했어요',
    'model-download': '다운로드가 중단되었어요'
  },
  progress: (done, total) => (total === null ? `${count(done)}개` : `${count(done)} / ${count(total)}`),
  pace: n => `1분에 ${count(n)}개`,
  percent: done => `${count(done)}%`,
  megabytes: (done, total) => (total === null ? `${count(done)} MB` : `${count(done)} / ${count(total)} MB`),
  megabytePace: n => `1분에 ${count(n)} MB`,
  left: seconds => `${lasting(seconds)} 남음`,
  failed: n => `${count(n)}개 제외`,
  waits: {
    battery: '기다리는 중: 배터리로 작동하고 있어요',
    busy: '기다리는 중: 다른 프로그램이 프로세서를 쓰고 있어요'
  },
  goOn: '그래도 계속',
  pause: '일시정지',
  stop: '중지',
  resume: '계속'
}
