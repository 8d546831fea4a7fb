import type { Job, JobKind, Waits } from '#contract/entities.ts'
import type { Terminal } from './terminal.ts'
import { fit, formatCount, formatSpan, plain } from './text.ts'

const doing: Record<JobKind, string> = {
  scan: 'Scanning',
  analysis: 'Listening',
  doubles: 'Comparing',
  map: 'Laying out',
  'tag-plan': 'Reading tags',
  'tag-write': 'Writing tags',
  'tag-undo': 'Putting tags back',
  'playlist-export': 'Exporting',
  'model-add': 'Copying, MB:',
  'model-download': 'Downloading, MB:'
}
export const waiting: Record<Waits, string> = {
  battery: 'waiting: on battery',
  busy: 'waiting: other programs want the processor'
}
/** Where nobody watches, a line every few seconds is enough. */
const plainEvery = 5000

/** "Listening 120 of 310 · 45 a minute · 4 min left" */
export function progressText(job: Job): string {
  const done = job.done + job.skipped + job.failed
  const parts = [
    `${doing[job.kind]} ${formatCount(done)}${job.total === null ? '' : ` of ${formatCount(job.total)}`}`
  ]
  if (job.waits !== null) parts.push(waiting[job.waits])
  else if (job.pace !== null) parts.push(`${formatCount(Math.round(job.pace))} a minute`)
  if (job.remaining !== null) parts.push(`${formatSpan(job.remaining)} left`)
  return parts.join(' · ')
}

/** ████▌      : `width` columns, eighths of a column. */
export function bar(share: number, width: number): string {
  const eighths = Math.round(Math.min(1, Math.max(0, share)) * width * 8)
  const rest = ' ▏▎▍▌▋▊▉'[eighths % 8]!
  const full = '█'.repeat(Math.floor(eighths / 8))
  return (full + (eighths % 8 ? rest : '')).padEnd(width)
}

/** Draws jobs as they go on: a bar on a terminal, a line now and then elsewhere. */
export function progressPainter(terminal: Terminal, now: () => number = Date.now): (job: Job) => void {
  let lastPlain = now()
  return job => {
    if (job.state !== 'running') {
      if (terminal.watched) terminal.paint('')
      return
    }
    const text = progressText(job)
    if (terminal.watched) {
      const width = (process.stderr.columns || 80) - 1
      const share = job.total ? (job.done + job.skipped + job.failed) / job.total : 0
      const line = `▕${bar(share, 20)}▏ ${text}${job.current ? ` · ${plain(job.current)}` : ''}`
      terminal.paint(fit(line, width))
    } else if (now() - lastPlain >= plainEvery) {
      lastPlain = now()
      terminal.note(text)
    }
  }
}
