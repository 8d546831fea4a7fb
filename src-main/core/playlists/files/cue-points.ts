import type { CueFormat } from '#contract/moments.ts'
import type { HeatPassage } from '#contract/heat.ts'
import { pathLine, type PathWriting } from './written-path.ts'
import { label, oneLine, type FileTrack } from './playlist-file.ts'
import { csvRow } from './csv.ts'

/** A passage of a track, as it goes into a file. */
export interface CuePoint extends HeatPassage {
  track: Pick<FileTrack, 'path' | 'title' | 'artist'>
}

const writing: PathWriting = {
  folder: null,
  options: { paths: { kind: 'absolute' }, slashes: '/', percentEncode: false }
}

/** Seconds to the hundredth: players read no more. */
const seconds = (value: number): number => Math.round(value * 100) / 100
const rounded = ({ start, end, heat }: HeatPassage): HeatPassage => ({
  start: seconds(start),
  end: seconds(end),
  heat: seconds(heat)
})

const files = {
  json: (text, points) => {
    const moments = points.map(point => {
      const { path, title, artist } = point.track
      return { path, title, artist, ...rounded(point) }
    })
    return `${JSON.stringify({ query: text, moments }, null, 2)}\n`
  },
  csv: (_text, points) =>
    [
      ['path', 'title', 'artist', 'start', 'end', 'heat'],
      ...points.map(point => {
        const { path, title, artist } = point.track
        const { start, end, heat } = rounded(point)
        return [path, title, artist, String(start), String(end), String(heat)]
      })
    ]
      .map(csvRow)
      .join(''),
  m3u: (text, points) => {
    const lines = ['#EXTM3U', `#PLAYLIST:${oneLine(text)}`]
    for (const point of points) {
      const { start, end } = rounded(point)
      lines.push(
        `#EXTINF:${Math.max(1, Math.round(end - start))},${oneLine(label(point.track))}`,
        `#EXTVLCOPT:start-time=${start}`,
        `#EXTVLCOPT:stop-time=${end}`,
        pathLine(point.track.path, writing).text
      )
    }
    return `${lines.join('\n')}\n`
  }
} satisfies Record<CueFormat, (text: string, points: readonly CuePoint[]) => string>

/** Passages as cue points. M3U holds them as VLC reads them: a start and a stop for each entry, which other players pass by. */
export const cueFile = (format: CueFormat, text: string, points: readonly CuePoint[]): string =>
  files[format](text, points)
