import type { BackupKind } from '#contract/keeping.ts'
import type { Messages } from '../messages.ts'
import { bytes, moment } from './numbers.ts'

const kinds: Record<BackupKind, string> = {
  migration: '업데이트 전',
  daily: '매일 만드는 백업',
  tags: '태그를 쓰기 전',
  asked: '직접 만든 백업',
  replaced: '다른 백업을 복원하기 전',
  import: '내보낸 것을 들여오기 전'
}

/** Words of the backups of the library. */
export const backups: Messages['backups'] = {
  title: '백업',
  lead: '음악 파일을 뺀 모든 것이 들어 있어요: 들은 내용, 재생목록, 재생 횟수, 별점, 가르친 태그, 태그를 쓴 기록. 바뀐 것이 있으면 매일 만들고, 최근 7개를 보관해요.',
  make: '백업 만들기',
  making: '백업을 만드는 중…',
  made: size => `백업을 만들고 다시 읽어 확인했어요(${bytes(size)}).`,
  none: '아직 백업이 없어요.',
  list: '백업',
  kind: kind => kinds[kind],
  restore: '복원',
  restoreNamed: at => `${moment(at)} 백업 복원`,
  waiting: at => `다음에 Earshot을 시작하면 라이브러리가 ${moment(at)} 백업으로 바뀌어요.`,
  keep: '라이브러리를 그대로 두기',
  confirm: {
    title: '이 백업을 복원할까요?',
    lead: at =>
      `라이브러리가 ${moment(at)} 상태로 돌아가요. 지금 있는 것은 백업으로 보관하고, 음악 파일은 바꾸지 않아요.`,
    later: '다음에 Earshot을 시작할 때 바뀌어요.'
  },
  damaged: {
    title: '라이브러리가 손상되었어요',
    lead: '음악은 안전해요. Earshot이 음악에 대해 적어 둔 것만 읽을 수 없어요. 되돌릴 백업을 고르세요. 손상된 라이브러리는 그 옆에 보관해요.',
    none: '되돌릴 백업이 없어요. 라이브러리 파일을 다른 곳으로 옮기고 Earshot을 다시 시작하면 음악을 처음부터 살펴봐요.',
    restoring: '백업을 되돌리는 중…'
  }
}
