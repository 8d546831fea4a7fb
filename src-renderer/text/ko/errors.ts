import type { Messages } from '../messages.ts'

/** Words for every way to fail. */
export const errors: Messages['errors'] = {
  'bad-request': { title: 'Earshot이 알아듣지 못했어요', advice: '다른 말로 다시 해 보세요.' },
  'unknown-request': { title: '이 창이 엔진보다 오래되었어요', advice: '창을 새로 고치세요.' },
  'not-found': {
    title: '더는 거기에 없어요',
    advice: '폴더를 다시 살펴보면 목록이 맞춰져요.'
  },
  'no-access': { title: 'Earshot에 읽을 권한이 없어요', advice: '읽기 권한을 바꾼 뒤 다시 해 보세요.' },
  'not-a-folder': { title: '폴더가 아니에요', advice: '음악이 들어 있는 폴더를 고르세요.' },
  'too-large': {
    title: '파일이 너무 커요',
    advice: '더 작은 파일을 고르거나 나누어 가져오세요.'
  },
  'outside-roots': {
    title: '닿을 수 없는 폴더예요',
    advice: 'Earshot을 시작할 때 정한 폴더 안에서 고르세요.'
  },
  'unreadable-file': {
    title: '비었거나 손상되었거나 음악이 아니에요',
    advice: '다른 플레이어에서 재생해 보고, 거기서도 안 되면 파일을 바꾸세요.'
  },
  'unsupported-format': {
    title: '이 형식을 읽을 디코더가 없어요',
    advice: 'ffmpeg이 없으면 설치하세요. 그것으로도 읽지 못하면 변환해야 해요.'
  },
  'tags-unwritable': {
    title: '이런 태그는 쓸 수 없어요',
    advice: '파일에는 문제가 없어요. 다른 곡처럼 재생하고 찾을 수 있어요.'
  },
  video: {
    title: '음악이 아니라 동영상이에요',
    advice: '문제가 아니에요. Earshot은 소리 파일만 들어요.'
  },
  'decode-failed': {
    title: '소리를 읽지 못했어요',
    advice: '파일이 손상되었을 수 있어요. 다시 해 보거나 파일을 바꾸세요.'
  },
  'decode-timeout': {
    title: '소리를 읽는 데 너무 오래 걸렸어요',
    advice: '디스크가 느리거나 파일이 손상되었을 수 있어요. 다시 해 보세요.'
  },
  'decoder-crashed': {
    title: '이 파일에서 디코더가 멈췄어요',
    advice: '파일이나 Earshot이 바뀌면 저절로 다시 해 봐요. 지금 다시 하거나 파일을 바꿔도 돼요.'
  },
  interrupted: {
    title: '디코더가 밖에서 종료되었어요',
    advice: '파일에는 문제가 없어요. 다음에 들을 때 다시 해 봐요.'
  },
  'too-short': {
    title: '너무 짧아서 들을 것이 없어요',
    advice: '문제가 아니에요. 소리로 찾기에 너무 짧을 뿐이에요.'
  },
  'no-decoder': {
    title: '음악 파일을 읽을 것이 없어요',
    advice: 'ffmpeg을 설치한 뒤 Earshot을 다시 시작하세요.'
  },
  'model-missing': {
    title: 'Earshot이 귀를 잃었어요',
    advice: '듣기 모델이 없어요. Earshot을 다시 설치하세요.'
  },
  'model-corrupt': {
    title: '듣기 모델이 손상되었어요',
    advice: 'Earshot을 다시 설치하면 고쳐져요.'
  },
  'model-refused': {
    title: '듣기 모델이 시험을 통과하지 못했어요',
    advice: '다른 모델을 고르거나 Earshot을 다시 설치하세요.'
  },
  'pack-refused': {
    title: '모델로 쓸 수 없어요',
    advice: '까닭은 자세히에 있어요. 지금 듣는 모델은 그대로예요.'
  },
  'download-failed': {
    title: '다운로드가 끊겼어요',
    advice: '다시 시작하면 멈춘 곳부터 이어져요.'
  },
  'database-newer': {
    title: '더 새로운 Earshot이 만든 라이브러리예요',
    advice:
      'Earshot을 업데이트하세요. 아무것도 바꾸지 않았어요. 이전 백업으로 되돌리는 방법은 자세히에 있어요.'
  },
  'database-damaged': {
    title: '라이브러리가 손상되었어요',
    advice: '백업으로 되돌릴 수 있어요. 어느 백업을 어떻게 되돌리는지는 자세히에 있어요.'
  },
  'database-gone': {
    title: '라이브러리 폴더가 없어졌어요',
    advice: '데이터 폴더를 되돌려 놓거나 드라이브를 연결한 뒤 Earshot을 다시 시작하세요.'
  },
  'database-busy': {
    title: '다른 Earshot이 이 라이브러리를 쓰고 있어요',
    advice: '다른 쪽을 닫고 다시 해 보세요.'
  },
  'changed-since': {
    title: '확인한 뒤에 바뀌었어요',
    advice: '건드리지 않았어요. 새 계획을 만들면 지금 상태를 볼 수 있어요.'
  },
  'not-held': {
    title: '이 파일에는 담을 자리가 없어요',
    advice: '이런 태그에는 넣을 수 없어요. 다른 값을 주거나 빼세요.'
  },
  'read-only': { title: '쓸 수 없는 파일이에요', advice: '쓰기를 허용한 뒤 다시 해 보세요.' },
  'hard-linked': {
    title: '이 파일에는 이름이 하나 더 있어요',
    advice: '쓰면 둘이 갈라지므로 건드리지 않았어요. 먼저 복사본을 만드세요.'
  },
  'write-unsafe': {
    title: '이 파일에 쓰는 것이 안전하지 않았어요',
    advice: '그대로 두었어요. 다시 읽었을 때 무엇이 달랐는지는 자세히에 있어요.'
  },
  'disk-full': {
    title: '디스크가 가득 찼어요',
    advice: '공간을 비운 뒤 다시 해 보세요. 잃은 것은 없어요.'
  },
  cancelled: { title: '멈췄어요', advice: '언제든 다시 시작하세요.' },
  'not-supported-here': { title: '데스크톱 앱에서만 돼요', advice: '대신 버튼을 쓰세요.' },
  internal: {
    title: '문제가 생겼어요',
    advice: '다시 해 보세요. 계속되면 아래의 자세히가 고치는 데 도움이 돼요.'
  }
}
