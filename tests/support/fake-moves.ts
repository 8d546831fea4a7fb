import { EarshotError } from '#contract/errors.ts'
import type { MoveLine, MovePreview } from '#contract/moves.ts'
import type { PlanFile } from '#contract/tagging.ts'
import { detailOf } from './fake-library.ts'

/** Names of files as the made-up engine gives them: by artist and album, whatever the pattern; some cannot be had. */
export function movesOf({
  ids,
  pattern,
  root
}: {
  ids: number[]
  pattern: string
  root?: string | undefined
}): MoveLine[] {
  if (pattern.split('{').length !== pattern.split('}').length) {
    throw new EarshotError('bad-request', 'This pattern cannot be used: a "{" is not closed.')
  }
  return ids.flatMap((id, at) => {
    const { path, title, artist, album } = detailOf(id, true)
    const folder = `${root ?? '/music'}/${artist || 'Unknown artist'}/${album || 'Unknown album'}`
    const to = `${folder}/${String(at + 1).padStart(2, '0')} ${title}.flac`
    const problem =
      at % 17 === 11 ? ({ code: 'changed-since', message: `${to} is there already.` } as const) : null
    const track: MoveLine = { trackId: id, from: path, to, problem }
    if (at % 9 !== 0) return [track]
    return [track, { trackId: null, from: `${path}.cover.jpg`, to: `${folder}/cover.jpg`, problem: null }]
  })
}

export function previewOf(lines: MoveLine[]): MovePreview {
  const going = lines.filter(({ problem }) => problem === null)
  return {
    tracks: going.filter(({ trackId }) => trackId !== null).length,
    along: going.filter(({ trackId }) => trackId === null).length,
    refused: lines.length - going.length,
    stay: 1,
    away: 0,
    sheets: [],
    lines: lines.slice(0, 2000)
  }
}

export const movedFiles = (lines: readonly MoveLine[]): PlanFile[] =>
  lines.map(({ trackId, from, to, problem }, at) => ({
    id: 70_000 + at,
    trackId,
    path: from,
    title: trackId === null ? '' : detailOf(trackId, true).title,
    artist: trackId === null ? '' : detailOf(trackId, true).artist,
    large: false,
    charset: null,
    changes: [
      {
        id: 80_000 + at,
        field: 'path',
        before: [from],
        after: [to],
        reasons: [],
        accepted: problem === null,
        state: problem === null ? 'open' : 'failed',
        failure: problem
      }
    ]
  }))
