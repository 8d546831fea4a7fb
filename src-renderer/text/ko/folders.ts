import type { Messages } from '../messages.ts'
import { count, tracks } from './numbers.ts'
import { josa } from './particles.ts'

/** Before there is any music. */
export const firstRun: Messages['firstRun'] = {
  title: '내 음악을 말로 설명해서 찾으세요',
  promises: [
    'Earshot은 이 컴퓨터에서 음악을 듣고, 어떤 소리인지로 찾아 줘요.',
    '아무것도 올리지 않아요. 인터넷도 계정도 필요 없어요.',
    '직접 보고 수락한 변경이 아니면 파일을 바꾸지 않아요.'
  ],
  choose: '음악 폴더 선택',
  drop: '또는 이 창 어디에나 폴더를 끌어다 놓으세요',
  then: '그런 다음 이렇게 찾아보세요',
  examples: [
    '몽환적인 신시사이저, 비 오는 밤',
    '슬픈 피아노 독주',
    '빠른 드럼 -vocals',
    '따뜻한 현악 year:1980..1989'
  ]
}

/** Folders that are dropped onto the window. */
export const dropped: Pick<Messages, 'dropHere' | 'dropTracks' | 'dropAdd' | 'dropNotHere' | 'dragMost'> = {
  dropHere: '놓으면 폴더를 추가하거나 재생목록을 가져와요',
  dropTracks: 'Earshot은 폴더째로 추가해요.',
  dropAdd: folder => `${folder} 추가`,
  dropNotHere: '브라우저는 끌어다 놓은 폴더가 어디에 있는지 알려 주지 않아요. 폴더를 직접 고르세요.',
  dragMost: most => `한 번에 끌어 낼 수 있는 파일은 ${count(most)}개까지예요. 대신 내보내기를 쓰세요.`
}

/** The browser of folders, where there is no dialog for that. */
export const browse: Messages['browse'] = {
  title: '음악 폴더 선택',
  up: '상위 폴더',
  here: '이 폴더 추가',
  none: '이 안에는 폴더가 없어요.',
  nowhere: '이 서버는 폴더 없이 시작되었어요. 멈추고 폴더와 함께 시작하세요: earshot serve ~/Music',
  list: '폴더'
}

export const folders: Messages['folders'] = {
  title: '음악 폴더',
  removed: name => `${josa(name, '을/를')} 뺐어요. 지운 것은 없어요.`,
  added: n => `폴더 ${count(n)}개를 추가했어요`,
  removeNamed: name => `${name} 빼기`,
  rescan: '다시 살펴보기',
  verify: '모든 파일 확인',
  verifyWhy: '그대로인 듯한 파일도 다시 읽어, 내용이 여전히 같은지 확인해요. 더 오래 걸려요.',
  rescanNamed: name => `${name} 다시 살펴보기`,
  tracks,
  watch: 'Earshot이 켜져 있는 동안 폴더에서 바뀌는 것 보기',
  polled: {
    network: '네트워크 드라이브는 다른 곳에서 바꾼 것을 알려 주지 않아서, 10분마다 살펴봐요',
    partly: '이 시스템이 한 번에 지켜볼 수 있는 것보다 폴더가 많아서, 10분마다 살펴봐요'
  },
  missing: '지금은 닿을 수 없어요. 곡은 그대로 두고, 드라이브가 돌아오면 다시 나타나요.',
  relocation: {
    name: name => `${name}의 위치가 바뀜`,
    where: name => `${josa(name, '은/는')} 지금 어디에 있나요?`,
    here: '지금은 여기에 있어요',
    title: '곡을 그곳의 파일과 이을까요?',
    lead: (from, to) =>
      `${from}에서 ${josa(to, '으로/로')}. 곡에 대해 아는 것이 모두 따라가고, 파일은 건드리지 않아요.`,
    byPlace: n => `같은 자리에 있는 곡: ${tracks(n)}`,
    byContent: n => `다른 자리에 있지만 내용으로 찾은 곡: ${tracks(n)}`,
    edited: n => `그사이 편집되어 새로 읽고 들을 곡: ${tracks(n)}`,
    missing: n => `거기에 없는 곡: ${tracks(n)}. 그대로 두고, 나타나면 다시 이어요`,
    link: '잇기',
    done: (n, name) => `이제 ${tracks(n)}이 ${name}에 있어요`
  }
}
