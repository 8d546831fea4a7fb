import { once } from 'node:events'
import { isIP } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { resolve } from 'node:path'
import type { Caller } from '#contract/bridge.ts'
import type { Job } from '#contract/entities.ts'
import { EarshotError } from '#contract/errors.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { installedVersion, rendererFolder } from '../folders.ts'
import { endLine } from '../terminal/job-summary.ts'
import { plain } from '../terminal/text.ts'
import { isLoopback } from '../../serve/listening.ts'
import { chooseToken, type TokenChoice } from './token.ts'
import { openBrowser } from './open-browser.ts'
import { progressPainter } from '../terminal/progress.ts'
import { printJson, type Session } from '../session.ts'
import packageJson from '../../../package.json' with { type: 'json' }

export interface ServeOptions extends TokenChoice {
  port?: number
  open?: boolean
  /** Default: loopback. */
  host?: string
  hostName?: string[]
}

/**
 * `earshot serve [FOLDER…]`: the window in a browser, on this machine unless `--host` says more, until Ctrl-C. The folders are added, read and
 * listened to meanwhile; the page may choose among folders below them only.
 */
export async function serve(session: Session, folders: string[], options: ServeOptions): Promise<ExitCode> {
  const { engine, terminal, signal, dataFolder } = session
  const { host = '127.0.0.1', hostName = [] } = options
  const outside = !isLoopback(host)
  if (outside && isIP(host) === 0)
    throw new EarshotError(
      'bad-request',
      `--host takes an address, and ${plain(host)} is none: 0.0.0.0 is all of them.`
    )
  const { token, file } = await chooseToken(
    options,
    dataFolder,
    process.env,
    outside ? 'onTheNetwork' : 'onThisMachine'
  )
  const paint = progressPainter(terminal)
  engine.on('job', (job: Job) => {
    paint(job)
    if (job.state !== 'running' && job.done + job.failed > 0) terminal.note(endLine(job))
  })
  const paths = folders.map(folder => resolve(folder))
  const known = await knownFolders(session, paths)

  const { startServer } = await import('../../serve/server.ts')
  const server = await startServer({
    engine,
    rendererFolder,
    roots: [...new Set([...paths, ...known])],
    port: options.port ?? 0,
    host,
    beyondLoopback: outside,
    hostNames: hostName,
    token
  })
  try {
    const url = server.newAddress()
    if (session.json) printJson(terminal, { url, origin: server.origin, tokenFile: file })
    else terminal.print(`Earshot is at ${url}`)
    terminal.note(
      'This address lets one browser in, within ten minutes; from then on it finds back by itself.'
    )
    if (outside)
      terminal.note(
        'Others on the network can reach it: whoever is let in plays, tags and changes what you can. What goes over ' +
          'the network is not encrypted; docs/network.md tells how a proxy does that.'
      )
    if (file !== null)
      terminal.note(`Scripts, players and other browsers get in by ?token= and what is in ${plain(file)}.`)
    terminal.note('Ctrl-C stops it.')
    // A program's arguments can be seen by others: it gets a code of its own, and that is soon worth nothing.
    if (options.open) openBrowser(server.newAddress())
    if (signal.aborted) return exitCodes.ok
    const news = await Promise.race([once(signal, 'abort'), lost(engine, signal), updated(signal)])
    if (typeof news !== 'string') return exitCodes.ok
    terminal.note(`Earshot was updated to ${plain(news)} while it ran, and ends: start it again.`)
    return exitCodes.failed
  } finally {
    await server.close()
  }
}

/** The folders of the library, with these added; none where it is damaged: then the window offers its backups. */
async function knownFolders({ engine, terminal }: Session, added: string[]): Promise<string[]> {
  try {
    if (added.length > 0) await engine.call('library.addFolders', { paths: added })
    return (await engine.call('library.overview', {})).folders.map(({ path }) => path)
  } catch (thrown) {
    if (!(thrown instanceof EarshotError) || thrown.code !== 'database-damaged') throw thrown
    terminal.note(
      `${thrown.message} The window offers the backups, too; start again afterwards to add folders.`
    )
    return []
  }
}

/** Milliseconds between two looks at whether the library is still there. */
const lookEvery = 2000

/** Gives the version that was installed over the one that runs, whose parts are no longer all there. */
async function updated(signal: AbortSignal): Promise<string | null> {
  while (!signal.aborted) {
    await setTimeout(lookEvery, null, { ref: false })
    const installed = installedVersion()
    if (installed !== null && installed !== packageJson.version) return installed
  }
  return null
}

/** Rejects once the library is gone: a server without one has nothing to serve. */
async function lost(engine: Caller, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await setTimeout(lookEvery, null, { ref: false })
    await engine.call('jobs.list', {}).catch((thrown: unknown) => {
      if (thrown instanceof EarshotError && thrown.code === 'database-gone') throw thrown
    })
  }
}
