import type { Messages } from '../../messages.ts'
import { count, files } from '../numbers.ts'

export const names: Messages['tags']['names'] = {
  title: n => `${files(n)}의 이름을 패턴으로 바꾸기`,
  nothing: '선택한 곡이 없어요. 먼저 목록에서 고르세요.',
  pattern: '패턴',
  usual: '자주 쓰는 것',
  own: '내가 정한 패턴',
  below: '아래에 두기',
  where: '파일마다 지금 있는 폴더',
  help: '중괄호 안은 필드, “/”는 폴더를 나눠요. {artist|"Unknown"}은 값이 있는 첫 번째를 쓰고, {disc-}는 디스크가 없으면 비우고, {track:3}은 세 자리로 써요.',
  fields: '필드',
  planName: pattern => `이름: ${pattern}`.slice(0, 200),
  looking: '살펴보는 중…',
  counts: (tracks, along) =>
    along > 0
      ? `${files(tracks)}와 함께 있는 ${count(along)}개의 이름이 바뀌어요`
      : `${files(tracks)}의 이름이 바뀌어요`,
  stay: n => `${count(n)}개는 이미 그 이름이에요`,
  away: n => `${count(n)}개는 지금 없어요`,
  refused: n => `${count(n)}개는 그렇게 이름 붙일 수 없어요`,
  sheets: n => `큐 시트 ${count(n)}개에 적힌 파일의 이름이 달라져요. 큐 시트에는 아무것도 쓰지 않아요.`,
  tree: '바뀐 결과',
  was: name => `이전: ${name}`,
  more: n => `외 ${files(n)}`,
  review: '계획 검토',
  planning: '계획을 만드는 중…',
  safe: '계획을 검토하기 전에는 아무것도 옮기지 않아요.'
}
