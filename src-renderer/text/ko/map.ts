import type { Messages } from '../messages.ts'
import { count, tracks } from './numbers.ts'
import { josa } from './particles.ts'

/** Words of the map. */
export const map: Messages['map'] = {
  title: '지도',
  tracks,
  way: '자리',
  ways: { axes: '축으로', likeness: '비슷한 소리끼리' },
  shown: '보기',
  shows: { map: '지도', list: '목록' },
  x: '가로',
  y: '세로',
  xPlaceholder: '잔잔한 … 거친',
  yPlaceholder: '어쿠스틱 … 일렉트로닉',
  ready: '준비된 축',
  examplesAcross: [
    '잔잔한 … 거친',
    '슬픈 … 행복한',
    '어두운 … 밝은',
    '연주곡 … 노래',
    '편안한 … 춤추기 좋은'
  ],
  examplesUp: [
    '어쿠스틱 … 일렉트로닉',
    '느린 … 빠른',
    '부드러운 … 강렬한',
    '피아노 독주 … 오케스트라',
    '로파이 … 매끈한 프로덕션'
  ],
  less: phrase => `‘${phrase}’ 덜`,
  more: phrase => `‘${phrase}’ 더`,
  lost: phrase => `${josa(`‘${phrase}’`, '은/는')} 소리로 알아듣지 못해서 축이 되지 않아요.`,
  unsure: phrase => `${josa(`‘${phrase}’`, '이/가')} 소리인지 확실하지 않아요.`,
  nearest: '이런 말은 알아들어요:',
  strewn: '이 방향의 자리에는 뜻이 없어요.',
  colours: '색 기준',
  by: { genre: '장르', year: '연도', playlist: '재생목록' },
  legend: '색: 누르면 그 색만 두드러져요',
  none: { genre: '장르 없음', year: '연도 없음', playlist: '재생목록에 없음' },
  other: { genre: '그 밖의 장르', year: '더 오래된 곡', playlist: '그 밖의 재생목록' },
  decade: from => `${from}년대`,
  hears: '마우스를 올려 둔 곡 듣기',
  lasso: '둘러 그려서 곡 선택하기 (또는 Shift를 누른 채로)',
  zoomIn: '가까이',
  zoomOut: '멀리',
  fit: '전체 보기',
  layOut: '다시 그리기',
  label: n =>
    `${tracks(n)}의 지도: 화살표 키로 점 사이를 옮기고, Enter로 재생하고, 더하기와 빼기로 확대·축소해요`,
  likenessLead: '비슷하게 들리는 곡끼리 모여 있어요. 좌우와 위아래에는 뜻이 없어요.',
  place: (x, y) => `가로 ${count(x)}%, 세로 ${count(y)}%`,
  unplaced: n => `${tracks(n)}은 아직 듣지 않았거나 자리가 없어요`,
  layingOut: '지도를 그리는 중',
  layingOutLead: '비슷하게 들리는 곡끼리 모으고 있어요. 처음에만 잠시 걸리고, 그다음에는 남아 있어요.',
  layOutNow: '지도 그리기',
  notLaidOut: '아직 지도를 그리지 않았어요',
  unheard: '아직 들은 곡이 없어요',
  unheardLead: '지도는 입력한 말에 얼마나 가깝게 들리는지에 따라 곡을 놓아요. 먼저 음악을 들어야 해요.',
  listen: '지금 듣기',
  loading: '자리를 찾는 중',
  noGraphics:
    '이 창에서는 지도를 그릴 수 없어요. WebGL 2가 없어요. 같은 곡을 첫째 축 순서의 목록으로 보여 드려요.'
}
