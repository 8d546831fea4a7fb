import type { DoublesOverview, KeepReason } from '#contract/doubles.ts'
import { inWords, type WordsOf } from '#contract/in-words.ts'
import type { Messages } from '../messages.ts'
import { bytes, count, decimal, files, playlistsOf, tracks } from './numbers.ts'

const kilohertz = (hertz: number): string => `${decimal(hertz / 1000, 1)} kHz`
const kilobits = (bits: number): string => `${count(bits / 1000)} kbit/s`
const seconds = (value: number): string => `${decimal(value, 1)}초`
const recordings = (n: number): string => `녹음 ${count(n)}개`

const reasons: WordsOf<KeepReason> = {
  available: () => '이 파일만 지금 있고, 나머지는 없어요.',
  lossless: () => '무손실이에요. 나머지는 아니거나, 손실 파일로 만들었을 가능성이 커요.',
  wider: ({ bandwidth, other }) =>
    `소리가 ${kilohertz(bandwidth)}까지 있어요. 나머지는 ${kilohertz(other)}까지예요.`,
  whole: ({ longer }) => `${seconds(longer)} 더 길어요. 잘린 곳이 없어요.`,
  bitrate: ({ bitrate, codec, other, otherCodec }) =>
    `${kilobits(bitrate)}(${codec})이고, 나머지는 ${kilobits(other)}(${otherCodec})예요.`,
  smaller: ({ bytes: own, other }) =>
    `나머지 무손실 파일은 손실 파일로 만들었을 가능성이 커요. 같은 소리가 ${bytes(other)} 대신 ${bytes(own)}에 들어 있어요.`,
  tags: ({ filled, other }) => `채워진 태그가 더 많아요: ${filled}개, 나머지는 ${other}개.`,
  used: ({ playlists, plays }) =>
    `쓰고 있는 파일이에요: ${[
      playlists > 0 ? playlistsOf(playlists) : '',
      plays > 0 ? `재생 ${count(plays)}회` : ''
    ]
      .filter(Boolean)
      .join(', ')}.`,
  first: () => '구별할 것이 없어요. 라이브러리에 먼저 들어온 파일이에요.'
}

/** The same recording in several files. */
export const doubles: Messages['doubles'] = {
  title: '중복',
  lead: '소리로 찾은, 같은 녹음이 든 여러 파일이에요. 들어 보고 고르세요.',
  find: '중복 찾기',
  findNew: '새로 온 곡 살펴보기',
  looking: '찾는 중…',
  notYet: '아직 살펴보지 않았어요',
  notYetLead:
    'Earshot은 이름과 관계없이 소리로 곡을 견주어, 같은 녹음이 든 파일을 보여 줘요. 찾는 것만으로는 아무것도 바뀌지 않아요.',
  unheardLead: '먼저 Earshot이 음악을 들어야 해요. 아직 견줄 것이 없어요.',
  none: '중복이 없어요',
  noneLead: of => `${looked(of)} 두 번 있는 녹음은 없어요.`,
  looked,
  unheard: n => `아직 듣지 않아서 살펴보지 못한 곡: ${tracks(n)}`,
  failed: (title, n) => `${title}: ${tracks(n)}을 견주지 못했어요`,
  found: ({ groups, files: spare, bytes: size }) =>
    `여러 파일에 든 ${recordings(groups)}, 남길 것 말고 ${files(spare)}(${bytes(size)})`,
  onlySure: '확실한 것만',
  recording: (title, n) => `${title}: ${files(n)}`,
  sure: '확실함',
  notSure: '직접 선택',
  notSureWhy: '저마다 다른 파일에 없는 것이 있거나, 서로 모두 견주지 못했어요.',
  keep: '남기기',
  keepThis: path => `${path} 남기기`,
  proposed: '추천',
  why: all => all.map(reason => inWords(reasons, reason)).join(' '),
  play: path => `${path} 재생`,
  playAt: path => `${path}에서 같은 순간부터 이어 듣기`,
  setAside: '나머지 빼놓기…',
  setAsideOf: title => `나머지 빼놓기: ${title}`,
  setAsideSure: n => `확실한 것 빼놓기: ${files(n)}…`,
  planName: '중복',
  planNameTrash: '중복, 휴지통으로',
  ask: {
    title: n => `${files(n)}를 빼놓을까요?`,
    lead: (n, groups, size) =>
      `${recordings(groups)}의 ${files(n)}(${bytes(size)})가 라이브러리에서 빠져요. 아무것도 지우지 않아요.`,
    where: '파일은 어떻게 할까요?',
    stay: '디스크에 두기',
    trash: '휴지통으로',
    stayNote: '디스크의 제자리에 그대로 있고, 폴더를 다시 살펴봐도 돌아오지 않아요.',
    trashNote:
      '휴지통이 없는 디스크의 파일은 그대로 두고 이름을 알려 줘요. 휴지통을 비우기 전까지만 파일을 되찾을 수 있어요.',
    handed: (playlists, plays) =>
      `알고 있던 것은 남는 파일로 옮겨 가요: ${[
        playlists > 0 ? playlistsOf(playlists) : '',
        plays > 0 ? `재생 ${count(plays)}회` : '',
        '별점, 가르친 태그'
      ]
        .filter(Boolean)
        .join(', ')}.`,
    ratings: (title, stars, more) =>
      `“${title}”의 별점이 파일마다 ${stars.map(one => count(one)).join(', ')}개로 달라요. 가장 많은 것이 옮겨 가요${more > 0 ? `. 다른 ${recordings(more)}도 그래요` : ''}.`,
    undo: '파일에 쓴 기록에서 모두 되돌릴 수 있어요.',
    go: '빼놓기',
    more: n => `외 ${count(n)}개`
  },
  apart: '중복 아님',
  apartLabel: title => `중복 아님: ${title}`,
  parted: '같은 녹음이 아니라고 기억해 두었어요.',
  more: n => `${count(n)}개 더 보기`,
  facts: {
    format: '형식',
    bandwidth: '소리의 상한',
    length: '길이',
    loudness: '음량',
    tags: '태그',
    use: '쓰임'
  },
  format: ({ codec, container, bitrate, sampleRate }) =>
    [
      codec || container,
      bitrate === null ? '' : kilobits(bitrate),
      sampleRate === null ? '' : kilohertz(sampleRate)
    ]
      .filter(Boolean)
      .join(', '),
  bandwidth: ({ bandwidth }) => (bandwidth === null ? '–' : kilohertz(bandwidth)),
  origin: ({ lossless, origin: { says } }) => {
    if (!lossless) return ''
    if (says === 'lossy') return '손실 파일로 만들었을 가능성이 큼'
    return says === 'lossless' ? '손실 압축의 흔적 없음' : '손실 파일로 만들었는지 알 수 없음'
  },
  loudness: ({ loudness }) => (loudness === null ? '–' : `${decimal(loudness, 1)} LUFS`),
  tags: ({ tags }) => `${tags.of}개 중 ${tags.filled}개`,
  use: ({ playlists, plays, rating }) =>
    [
      playlists.length > 0 ? playlistsOf(playlists.length) : '',
      plays > 0 ? `재생 ${count(plays)}회` : '',
      rating === null ? '' : `별 ${count(rating / 20)}개`
    ]
      .filter(Boolean)
      .join(', ') || '–',
  beside: ({ identical, startsLater, louder, available }) =>
    [
      available ? '' : '파일이 지금 없음',
      identical ? '바이트까지 같음' : '',
      startsLater === null ? '견주지 못함' : Math.abs(startsLater) < 0.1 ? '' : begins(startsLater),
      louder === null || Math.abs(louder) < 0.5
        ? ''
        : `${decimal(Math.abs(louder), 1)} dB 더 ${louder > 0 ? '큼' : '작음'}`
    ]
      .filter(Boolean)
      .join(', ')
}

const begins = (later: number): string =>
  `음악의 ${seconds(Math.abs(later))} ${later > 0 ? '뒤' : '앞'}에서 시작`

function looked({ looked: done, tracks: all }: DoublesOverview): string {
  return done >= all ? `${tracks(all)}을 모두 살펴봤어요.` : `${tracks(all)} 중 ${tracks(done)}을 살펴봤어요.`
}
