import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { printJson, type Session } from '../session.ts'
import { countOf, formatTime, plain } from '../terminal/text.ts'

export const nothingContradicts =
  'No written genre contradicts the sound, as far as genres could be measured here.'

/** `earshot tag audit [--limit N]`: written genres that contradict the sound, whole albums first. */
export async function auditTags(session: Session, options: { limit?: number }): Promise<ExitCode> {
  const { engine, terminal, signal } = session
  const findings = await engine.call(
    'tags.audit',
    options.limit === undefined ? {} : { limit: options.limit },
    signal
  )
  const ids = [...new Set(findings.flatMap(one => [...one.trackIds, ...one.evidence.map(e => e.trackId)]))]
  const found = await engine.call('library.paths', { ids })
  const paths = new Map(ids.map((id, i) => [id, found[i] ?? '']))
  if (session.json) {
    const named = findings.map(one => ({
      ...one,
      paths: one.trackIds.map(id => paths.get(id)),
      evidence: one.evidence.map(e => ({ ...e, path: paths.get(e.trackId) }))
    }))
    return printJson(terminal, { findings: named })
  }
  for (const { album, artist, trackIds, written, proposed, evidence } of findings) {
    const name =
      album === null ? (paths.get(trackIds[0]!) ?? '') : [artist, album].filter(Boolean).join(' — ')
    terminal.print(
      plain(`${name} (${countOf(trackIds.length, 'track')}): ${written.join(', ')} → ${proposed.join(', ')}`)
    )
    for (const { trackId, moment } of evidence.slice(0, 3)) {
      const at = moment ? ` at ${formatTime(moment.start)}` : ''
      terminal.print(plain(`  listen: ${paths.get(trackId) ?? ''}${at}`))
    }
  }
  if (findings.length === 0) {
    terminal.note(nothingContradicts)
  }
  return exitCodes.ok
}
