import type { Messages } from '../messages.ts'
import { count } from './numbers.ts'

/** Passages that sound like something. */
export const moments: Messages['moments'] = {
  title: '순간',
  lead: '"moment:" 뒤에 색소폰 독주처럼 듣고 싶은 것을 적으면, 그렇게 들리는 구간을 찾아 줘요.',
  none: '그렇게 들리는 구간이 없어요',
  noneLead: '더 적고 쉬운 말로 해 보세요: 악기, 목소리, 분위기.',
  found: (shown, cut) => {
    if (cut === 0) return `두드러진 구간은 없어요. 가장 가까운 ${count(shown)}개`
    return cut > shown ? `순간 ${count(cut)}개 중 가장 뜨거운 ${count(shown)}개` : `순간 ${count(shown)}개`
  },
  playAll: '차례로 재생',
  play: (title, from, to) => `${title} 재생: ${from}–${to}`,
  heat: strength => `여기서 가장 뜨거운 순간의 ${Math.round(strength * 100)}%`,
  save: '큐 포인트:',
  saveAs: {
    json: 'JSON으로 저장',
    csv: '표(CSV)로 저장',
    m3u: '그 구간만 재생하는 VLC 재생목록(M3U)으로 저장'
  }
}
