import { readFileSync } from 'node:fs'
import { cpus, release, totalmem } from 'node:os'
import type { ErrorCode } from '#contract/errors.ts'
import type { Confinement, Doctor, LibraryOverview, ModelState, TrackFailure } from '#contract/entities.ts'
import packageJson from '../../../package.json' with { type: 'json' }
import { countOf, formatBytes, formatCount, plain } from '../terminal/text.ts'

/**
 * What the doctor found, to be handed on with a report of something that went wrong. It is made of codes, versions and numbers:
 * what may name a folder, a track, a model of one's own or a person is left out, never looked for and taken away.
 */

/** What was found; or why the library cannot be opened, which is the first thing to know. */
export type Looked =
  { found: Doctor; library: LibraryOverview; failures: readonly TrackFailure[] } | { refused: ErrorCode }

export interface Machine {
  earshot: string
  system: string
  processor: string
  cores: number
  memory: number
}

/** Of this machine, what its makers call it: not what its owner does. */
export function thisMachine(): Machine {
  const [first] = cpus()
  const wide = /^flags\s*:.*\bavx2\b/m.test(systemText('/proc/cpuinfo')) ? ', AVX2' : ''
  const name = /^PRETTY_NAME="?([^"\n]*)/m.exec(systemText('/etc/os-release'))?.[1]
  return {
    earshot: `${packageJson.version}, Node ${process.versions.node}, ${process.platform}-${process.arch}`,
    system: [name ?? process.platform, /^[\d.]+/.exec(release())?.[0]].filter(Boolean).join(', kernel '),
    processor: `${first?.model.trim() ?? 'unknown'}${wide}`,
    cores: cpus().length,
    memory: totalmem()
  }
}

function systemText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return '' // no Linux
  }
}

export function reportText(machine: Machine, looked: Looked): string {
  const lines: [string, string][] = [
    ['Earshot', machine.earshot],
    ['system', machine.system],
    ['processor', `${machine.processor}, ${machine.cores} cores`],
    ['memory', formatBytes(machine.memory)],
    ...('refused' in looked
      ? [['library', `cannot be opened: ${looked.refused}`] satisfies [string, string]]
      : linesOf(looked))
  ]
  const width = Math.max(...lines.map(([name]) => name.length))
  return lines.map(([name, value]) => `${name.padEnd(width)}  ${plain(value)}\n`).join('')
}

function linesOf({ found, library, failures }: Exclude<Looked, { refused: ErrorCode }>): [string, string][] {
  const { decoder, database, providers, problems } = found
  const missing = library.folders.filter(({ state }) => state === 'missing').length
  return [
    ['decoder', `${decoder.kind}${versionOf(decoder.detail)}`],
    ['rights', rightsOf(decoder.confinement)],
    ...found.models.map((model): [string, string] => ['model', modelLine(model)]),
    ...providers.map(({ provider, chosen, reason, milliseconds }): [string, string] => [
      'provider',
      `${provider}: ${chosen ? 'in use' : 'not used'}${milliseconds === null ? '' : `, ${milliseconds.toFixed(1)} ms for 10 s of music`}${reason ? ` (${reason.code}${'said' in reason ? known(reason.said) : ''})` : ''}`
    ]),
    ['workers', `${found.workers}, with ${formatBytes(found.memory)} of memory in use`],
    [
      'database',
      `version ${database.version}, ${formatBytes(database.bytes)}, integrity ${database.integrity === 'ok' ? 'ok' : database.integrity.code}, ${countOf(database.backups.length, 'backup')}`
    ],
    [
      'library',
      `${countOf(library.tracks, 'track')}, ${formatCount(library.analysed)} analysed, ${formatCount(library.leftOut)} left out, ${countOf(library.folders.length, 'folder')}, ${missing} missing`
    ],
    ...counted(failures.map(({ stage, code }) => `${stage}, ${code}`)).map(
      ([what, count]): [string, string] => ['failures', `${what}: ${formatCount(count)}`]
    ),
    ...problems.map((problem): [string, string] => [
      'problem',
      'refused' in problem
        ? `${problem.code} (${problem.refused.map(({ code }) => code).join(', ')})`
        : problem.code
    ])
  ]
}

/** What somebody calls a version of their own making stays out, and so does what they call a model. */
const versionOf = (detail: string): string => {
  const version = /^ffmpeg version n?(\d[\d.]*)/.exec(detail)?.[1]
  return version === undefined ? '' : ` ${version}`
}

function modelLine({ id, version, bytes, state, fault }: ModelState): string {
  const ours = /^earshot-mulan-\d+$/.test(id)
  const known = ours ? `${id} ${/^[\d.]+/.exec(version)?.[0] ?? ''}` : 'one that was added'
  return `${known}, ${formatBytes(bytes)}: ${state}${fault ? ` (${fault.code})` : ''}`
}

const rightsOf = (confinement: Confinement): string =>
  confinement.code + (confinement.code === 'fails' ? known(confinement.said) : '')

/** What systems say when something cannot be done: of what a library said no more than this is told. */
const knownWords =
  /operation not permitted|permission denied|no permissions to create a new namespace|no such file or directory|cannot open shared object file|invalid argument|not supported|out of memory|no space left on device/i

const known = (said: string | null): string => {
  const words = said === null ? null : knownWords.exec(said)
  return words === null ? '' : `: ${words[0]}`
}

function counted(names: readonly string[]): [string, number][] {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1))
}
