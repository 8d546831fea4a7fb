import { EarshotError } from '#contract/errors.ts'
import type { DecodeWarning } from '#contract/faults.ts'
import { isFault } from '../files/signals.ts'

/** Keeps the first part of what ffmpeg says, however much it floods. */
export class Complaints {
  #text = ''
  #dropped = false

  add(chunk: string): void {
    const room = 4000 - this.#text.length
    if (chunk.length > room) this.#dropped = true
    if (room > 0) this.#text += chunk.slice(0, room)
  }

  /** Different lines without the addresses ffmpeg puts before them, first come first. */
  lines(): string[] {
    const lines = this.#text
      .split('\n')
      .map(line => line.replace(/^(\[[^\]]*\]\s*)+/, '').trim())
      .filter(line => line !== '')
    return [...new Set(lines)]
  }

  /** What was said first; null when nothing was. */
  warning(): DecodeWarning | null {
    const [first, ...rest] = this.lines()
    if (first === undefined) return null
    return { code: 'damage', said: first.slice(0, 200), more: this.#dropped ? null : rest.length }
  }
}

/**
 * Why a signal ended ffmpeg, whatever came out before: a fault of its own, or somebody else (a kill, a machine without
 * memory), which says nothing of the file.
 */
export function endedBy(signal: NodeJS.Signals, complaints: Complaints, name: string): EarshotError {
  const said = complaints.lines().join(' ').slice(0, 200)
  return isFault(signal)
    ? new EarshotError('decoder-crashed', `ffmpeg crashed on ${name} (${signal}): ${said}`)
    : new EarshotError('interrupted', `ffmpeg was ended from outside (${signal}) while it read ${name}.`)
}

/** Why nothing came out, from ffmpeg's words (version 4 to 8). */
export function failureFrom(complaints: Complaints, name: string): EarshotError {
  const lines = complaints.lines()
  const said = lines.join(' ')
  if (/matches no streams|does not contain any stream/i.test(said)) {
    return new EarshotError('unreadable-file', `${name} has no audio in it.`)
  }
  if (/decoder .*not found|unknown decoder|unsupported codec|no decoder/i.test(said)) {
    return new EarshotError(
      'unsupported-format',
      `This ffmpeg has no decoder for ${name}; a fuller build can read it.`
    )
  }
  return new EarshotError('unreadable-file', `${name} is damaged or not audio: ${said.slice(0, 200)}`)
}
