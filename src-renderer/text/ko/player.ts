import type { Messages } from '../messages.ts'
import { josa } from './particles.ts'

export const player: Messages['player'] = {
  label: '플레이어',
  play: '재생',
  pause: '일시정지',
  previous: '이전 곡',
  next: '다음 곡',
  volume: '음량',
  mute: '소리 끄기',
  unmute: '소리 켜기',
  seek: '곡의 재생 위치',
  at: (time, all) => `${time} / ${all}`,
  moment: '잘 맞는 다음 순간',
  nothing: '재생 중인 곡 없음',
  nothingLead: 'Enter로 곡을 재생해요.',
  outputGone: output => `${josa(output, '이/가')} 더는 없어서 시스템의 기본 출력으로 재생해요.`,
  skipped: title => `${josa(title, '은/는')} 재생할 수 없어서 건너뛰었어요.`,
  unplayable: '이 창에서는 이 형식을 재생할 수 없어요. 검색은 할 수 있으니 다른 플레이어에서 여세요.',
  gone: '파일에 닿을 수 없어요. 드라이브가 연결되어 있나요?'
}
