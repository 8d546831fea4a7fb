import { resolve } from 'node:path'
import { EarshotError } from '#contract/errors.ts'
import { confinementText } from '../../words/index.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { printJson, type Session } from '../session.ts'
import { plain } from '../terminal/text.ts'

/** `earshot decoder [PATH]`: says what reads sound, or chooses another ffmpeg for it; one that does not run is refused. */
export async function decoder(
  { engine, terminal, json, signal }: Session,
  path: string | undefined,
  { find = false }: { find?: boolean }
): Promise<ExitCode> {
  if (path !== undefined && find)
    throw new EarshotError('bad-request', 'Name an ffmpeg or let one be found, not both.')
  const { ffmpeg: before } = await engine.call('settings.get', {}, signal)
  const wanted = path === undefined ? null : resolve(path)
  if (wanted !== null || find) await engine.call('settings.set', { ffmpeg: wanted }, signal)
  const { decoder: now } = await engine.call('system.status', {}, signal)
  if (wanted !== null && now.path !== wanted) {
    await engine.call('settings.set', { ffmpeg: before }, signal)
    throw new EarshotError(
      'no-decoder',
      `${plain(wanted)} is not an ffmpeg that runs here; nothing was changed.`
    )
  }
  if (json) return printJson(terminal, now)
  terminal.print(`${now.kind}: ${plain(now.detail)}${now.path === null ? '' : ` (${plain(now.path)})`}`)
  if (now.kind === 'ffmpeg') terminal.note(plain(confinementText(now.confinement)))
  return exitCodes.ok
}
