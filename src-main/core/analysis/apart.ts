import { fork, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { EarshotError, toError, toFailure, type Failure } from '#contract/errors.ts'
import { isFault } from '../files/signals.ts'
import type { Apart, Heard } from './analysed.ts'
import { AnalysisPool } from './pool.ts'

type Answer = { ok: true; analysed: Heard } | { ok: false; failure: Failure }

/**
 * Hears one track in a process of its own, so that a crash in native code is seen for what it is and takes nothing
 * else along. Throws what hearing throws, `decoder-crashed`, `interrupted` and `cancelled`.
 */
export async function hearApart(entry: URL, apart: Apart, signal: AbortSignal): Promise<Heard> {
  signal.throwIfAborted()
  const child = fork(fileURLToPath(entry), [], {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc']
  })
  const stop = (): void => void child.kill('SIGKILL')
  process.once('exit', stop)
  signal.addEventListener('abort', stop, { once: true })
  try {
    child.send(apart)
    const answer = await answerOf(child)
    if (signal.aborted) throw new EarshotError('cancelled', 'Analysis was cancelled.')
    if (answer.ok) return answer.analysed
    throw toError(answer.failure)
  } finally {
    process.removeListener('exit', stop)
    signal.removeEventListener('abort', stop)
    stop()
  }
}

function answerOf(child: ChildProcess): Promise<Answer> {
  return new Promise((resolve, reject) => {
    child.once('message', answer => resolve(answer as Answer))
    child.once('error', cause =>
      reject(new EarshotError('interrupted', `A process could not be started: ${cause.message}`, { cause }))
    )
    child.once('exit', (code, signal) => resolve({ ok: false, failure: ended(code, signal) }))
  })
}

function ended(code: number | null, signal: NodeJS.Signals | null): Failure {
  const how = signal ?? `code ${code ?? 'none'}`
  return isFault(signal, code)
    ? { code: 'decoder-crashed', message: `The process that heard this file crashed (${how}).` }
    : { code: 'interrupted', message: `The process that heard this file was ended from outside (${how}).` }
}

/** The other side: hears what it is told, answers once, and ends; at once where nobody listens any more. */
export function serveApart(parent: NodeJS.Process): void {
  parent.once('disconnect', () => parent.exit())
  parent.once('message', (apart: Apart) => {
    void heard(apart).then(answer => parent.send?.(answer, () => parent.exit()))
  })
}

async function heard({ worker, data, track }: Apart): Promise<Answer> {
  const pool = new AnalysisPool(new URL(worker), data, 1)
  try {
    return { ok: true, analysed: await pool.analyse(track, new AbortController().signal) }
  } catch (thrown) {
    return { ok: false, failure: toFailure(thrown) }
  }
}
