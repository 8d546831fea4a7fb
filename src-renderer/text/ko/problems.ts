import type { Messages } from '../messages.ts'
import { count, files } from './numbers.ts'

/** Files that were left out. */
export const problems: Messages['problems'] = {
  title: '제외된 파일',
  lead: n => `${files(n)}를 읽지 못했어요. 나머지는 모두 그대로 쓸 수 있어요.`,
  allFine: '모든 파일을 읽었어요.',
  group: (title, n) => `${title}: ${files(n)}`,
  retryGroup: title => `다시 시도: ${title}`,
  more: n => `${count(n)}개 더 보기`,
  none: '모든 파일을 읽었어요.',
  noneLead: '읽지 못하는 파일이 있으면 까닭과 함께 여기에 나와요.',
  passedBy: '지나친 파일',
  passedByLead: '여기에는 아무 문제가 없어요. 내 음악으로 보지 않고 지나친 것과 그 까닭이에요.',
  andMore: n => `외 ${count(n)}개`,
  leftOut: {
    'mac-leftover': n => `macOS가 다른 파일 옆에 남긴 파일(“._…”) ${count(n)}개`,
    'hidden-file': n => `이름이 점으로 시작하는 숨김 파일 ${count(n)}개`,
    'hidden-folder': n => `이름이 점으로 시작하는 숨김 폴더 ${count(n)}개와 그 안의 모든 것`,
    device: n => `파이프, 소켓, 장치로 가는 링크 ${count(n)}개`,
    'second-name': n => `라이브러리에 있는 파일의 다른 이름(하드 링크) ${count(n)}개`,
    'link-inside': n => `본래 이름으로 라이브러리에 있는 것으로 가는 링크 ${count(n)}개`,
    'seen-before': n => `이미 살펴본 곳으로 가는 다른 길 ${count(n)}개`,
    'sheet-without-file': n => `음악이 없는 큐 시트 ${count(n)}개`,
    'no-sheet': n => `이름만 큐 시트인 파일 ${count(n)}개`,
    'not-audio': n => `음악 파일 이름이 아닌 파일 ${count(n)}개`
  },
  retry: '다시 시도',
  retryAll: '모두 다시 시도',
  retrying: '다시 시도하는 중',
  stages: {
    scan: '찾는 동안',
    read: '태그를 읽는 동안',
    decode: '소리를 읽는 동안',
    embed: '듣는 동안'
  }
}
