import { inWords, type WordsOf } from '#contract/in-words.ts'
import type { ExportLoss, ImportNote } from '#contract/remarks.ts'
import { fields } from '../fields.ts'
import { count, tracks as counted } from '../numbers.ts'
import { josa } from '../particles.ts'

/** What files of other players lose, and what is remarked on reading them. */

const paths = (n: number): string => `경로 ${count(n)}개`

const losses: WordsOf<ExportLoss> = {
  addresses: ({ paths: n }) =>
    n === null
      ? '이 형식의 한 줄에 쓸 수 없는 경로는 파일 주소로 바꿨어요.'
      : `이 형식의 한 줄에 쓸 수 없는 ${paths(n)}를 파일 주소로 바꿨어요.`,
  letters: ({ titles }) => `제목 ${count(titles)}개에서 Latin-1에 없는 글자가 빠졌어요.`,
  'vlc-signs': ({ paths: n }) =>
    `이 형식에서는 VLC가 "#", "?", "%"가 든 ${paths(n)}를 찾지 못해요. VLC용 파일에는 모두 있어요.`,
  backslashes: ({ paths: n }) =>
    `이름의 백슬래시를 폴더 구분과 구별할 수 없어서, 다른 플레이어는 ${paths(n)}를 찾지 못해요.`,
  'mpd-blanks': ({ paths: n }) => `MPD는 이름이 공백으로 시작하는 ${paths(n)}를 어떻게 적어도 찾지 못해요.`,
  'car-many': ({ tracks, limit }) =>
    `${counted(tracks)}이 있는데, 많은 카 오디오는 한 폴더에서 ${limit}개까지만 읽어요.`,
  'car-formats': ({ tracks }) =>
    `많은 카 오디오는 MP3, WMA, AAC만 재생해요. 이 목록의 ${counted(tracks)}은 재생하지 못해요.`,
  sort: ({ by }) => `Navidrome은 ${fields.sorts[by]} 순으로 정렬하지 못해요.`,
  limit: ({ by }) =>
    `Navidrome은 곡 수로만 제한하고 ${by === 'minutes' ? '분' : '크기'}으로는 제한하지 못해요. 제한이 없어요.`,
  rule: ({ rule, negated }) => {
    const value = 'value' in rule ? ` ${JSON.stringify(rule.value)}` : ''
    return `Navidrome에는 "${negated ? '아님: ' : ''}${rule.field} ${rule.op}${value}" 규칙을 쓸 수 없어서 뺐어요.`
  }
}

/** What a format cannot carry. */
export const exportLossText = (loss: ExportLoss): string => inWords<ExportLoss>(losses, loss)

const nested = {
  'not-found': path => `그 안에 적힌 재생목록 ${josa(path, '을/를')} 찾지 못했어요.`,
  loop: path => `재생목록 ${josa(path, '이/가')} 자기 자신을 담고 있어서 한 번만 가져왔어요.`,
  'too-deep': path => `재생목록 ${josa(path, '이/가')} 너무 깊이 들어 있어요.`,
  elsewhere: path => `재생목록 ${josa(path, '은/는')} 다른 폴더에 있어서 뺐어요.`
} satisfies Record<string, (path: string) => string>

const notes: WordsOf<ImportNote> = {
  'rules-not-understood': () => '규칙을 알 수 없어서, 담겨 있던 곡만 가져왔어요.',
  'was-smart': () => '스마트 재생목록이라서, 담겨 있던 곡만 가져왔어요.',
  'guessed-letters': () => 'UTF-8이 아닌 파일이라 Windows-1252로 읽었어요.',
  'without-file': ({ entries }) => `파일이 없는 항목 ${entries}개를 뺐어요.`,
  'without-name': ({ entries }) => `파일도 제목도 없는 항목 ${entries}개를 뺐어요.`,
  nested: ({ path, why }) => nested[why](path)
}

/** What an import left out or guessed. */
export const importNoteText = (note: ImportNote): string => inWords<ImportNote>(notes, note)
