import type { DocumentReport } from '#contract/library-document.ts'
import type { Messages } from '../messages.ts'
import { count, tracks } from './numbers.ts'

/** What would come of a document, a line a part; parts of which nothing comes are left out. */
function parts(report: DocumentReport): string[] {
  const { playlists, played, taught, journal, searches, asked, terms, settings, apart, leftOut, aside } =
    report
  const lines: [number, (n: number) => string][] = [
    [playlists.added, n => `재생목록 ${count(n)}개`],
    [played, n => `${tracks(n)}의 재생 횟수나 별점`],
    [taught.tags, n => `가르친 태그 ${count(n)}개`],
    [taught.examples, n => `가르친 태그의 예 ${count(n)}개`],
    [searches, n => `저장한 검색 ${count(n)}개`],
    [asked, n => `지난 검색어 ${count(n)}개`],
    [terms.added, n => `어휘 변경 ${count(n)}건`],
    [journal.batches, n => `태그 쓰기 기록 ${count(n)}건`],
    [settings.taken.length, n => `설정 ${count(n)}개`],
    [apart, n => `중복이 아닌 쌍 ${count(n)}개`],
    [leftOut, n => `직접 뺀 곡 ${count(n)}곡`],
    [aside, n => `치워 둔 중복 ${count(n)}개`]
  ]
  return lines.filter(([n]) => n > 0).map(([n, say]) => say(n))
}

/** Words of all that is its owner's, as one file. */
export const keeping: Messages['keeping'] = {
  title: '옮겨 가기',
  lead: '내 것을 모두 파일 하나에 담아요: 재생목록, 재생 횟수, 별점, 가르친 태그, 낱말, 검색, 설정, 뺀 곡, 태그 쓰기 기록. 음악이 어디에 있든 다른 컴퓨터에서 쓸 수 있어요.',
  export: '내보내기',
  import: '들여오기…',
  working: '잠시만요…',
  look: name => `${name}에서 들어올 것`,
  found: ({ tracks: { byContent, byPath, byNames, notFound } }) =>
    `이 파일의 곡 가운데 ${tracks(byContent + byPath + byNames)}이 여기에 있어요: 같은 파일 ${count(byContent)}개, 위치로 ${count(byPath)}개, 이름으로 ${count(byNames)}개. 없는 ${tracks(notFound)}에 대한 것은 곡이 들어올 때까지 기다려요.`,
  comes: '들어올 것',
  parts,
  nothing: '새로운 것이 없어요. 모두 이미 여기에 있어요.',
  stays: ({ playlists, terms, settings }) =>
    [
      playlists.known > 0 ? `재생목록 ${count(playlists.known)}개는 이미 여기에 있어요.` : '',
      terms.known > 0 ? `여기서 바꾼 낱말 ${count(terms.known)}개는 그대로 두어요.` : '',
      settings.kept.length > 0 ? `여기서 정한 설정 ${count(settings.kept.length)}개는 그대로 두어요.` : ''
    ]
      .filter(Boolean)
      .join(' '),
  leftOut: names => `규칙에 나오는 것이 여기에 없어서 제외: ${names.join(', ')}`,
  backup: '여기 있는 것은 바뀌지 않고, 먼저 백업을 만들어요.',
  take: '들여오기',
  taken: name => `${name} 들여오기를 마쳤어요. 그 전의 백업은 위 목록에 있어요.`,
  refused: {
    other: name => `Earshot이 내보낸 파일이 아니에요: ${name}`,
    newer: name => `더 새로운 Earshot이 내보낸 파일이에요: ${name}`,
    damaged: name => `손상되었거나 다른 프로그램이 바꾼 파일이에요: ${name}`,
    large: name => `창에서 들여오기에는 너무 커요. “earshot import”를 쓰세요: ${name}`
  }
}
