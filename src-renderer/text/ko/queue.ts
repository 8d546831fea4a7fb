import type { Messages } from '../messages.ts'
import { lasting, tracks } from './numbers.ts'
import { josa } from './particles.ts'

/** Words of the queue. */
export const queue: Messages['queue'] = {
  title: '대기열',
  open: '대기열 보기 또는 숨기기',
  close: '대기열 닫기',
  undo: '대기열의 마지막 변경 되돌리기',
  save: '대기열을 재생목록으로 저장',
  clear: '대기열 비우기(재생 중인 곡은 그대로)',
  remove: title => `${josa(title, '을/를')} 대기열에서 빼기`,
  playHere: '여기부터 재생',
  takeOut: '대기열에서 빼기',
  playing: '재생 중',
  played: '재생함',
  left: (n, seconds) => {
    if (n === 0) return seconds ? `이 곡이 마지막 · ${lasting(seconds)} 남음` : '다음 곡이 없어요'
    return seconds === null ? `다음 ${tracks(n)}` : `다음 ${tracks(n)} · ${lasting(seconds)} 남음`
  },
  empty: '대기열이 비어 있어요',
  emptyLead: (next, last) =>
    `목록을 재생하면 여기에 놓여요. ${josa(next, '을/를')} 누르면 고른 곡을 바로 다음에, ${josa(last, '을/를')} 누르면 맨 뒤에 넣어요.`,
  order: '순서',
  orders: { off: '목록대로', random: '무작위', sound: '소리대로' },
  ordersHint:
    '소리대로: 곡마다 비슷하게 들리는 곡이 이어져요. 아직 듣지 않은 곡은 맨 뒤에 오고, 1,000곡이 넘으면 뽑힌 처음 1,000곡의 순서를 맞춰요.',
  repeat: { off: '반복 안 함', all: '대기열 반복', one: '이 곡 반복' },
  added: {
    next: what => `다음에 재생: ${what}`,
    last: what => `${josa(what, '을/를')} 대기열에 추가했어요`
  },
  goOn: n => `계속 재생: 마지막 ${n}곡과 어울리는 곡으로`,
  goOnHint:
    '대기열이 끝나면 마지막 곡들과 비슷하게 들리는 곡으로 이어가요. 한 아티스트는 두 곡까지, 하루 안에 재생한 곡은 넣지 않아요.',
  spent: '이어서 재생할, 들어 본 곡이 더 없어요.',
  byItself: '마지막 곡들과 어울림',
  back: '대기열로 돌아가기'
}
