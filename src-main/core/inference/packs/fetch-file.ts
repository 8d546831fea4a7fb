import { createWriteStream } from 'node:fs'
import { rm, stat, truncate } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { EarshotError } from '#contract/errors.ts'
import { flushFile } from '../../files/whole-file.ts'
import { readSmallJson, writeSmallJson } from '../small-json.ts'
import { wholeHashText } from '../../files/whole-hash.ts'
import { modelFailure } from './stage.ts'

export interface Fetching {
  url: string
  /** Where it is collected; beside it lies a note of what it is a part of. */
  to: string
  /** What is known of it beforehand. */
  sha256: string | null
  signal: AbortSignal
  /** Longest wait for the next bytes, milliseconds. */
  stallMs?: number
  /** Waits before another try, milliseconds; as many tries in a row may bring nothing. */
  pauses?: readonly number[]
}

export interface Fetched {
  bytes: number
  sha256: string
}

const noteSchema = z.object({ url: z.string(), etag: z.string().nullable(), total: z.number().nullable() })
type Note = z.infer<typeof noteSchema>
const noNote: Note = { url: '', etag: null, total: null }

const mostBytes = 4 * 1024 ** 3
/** What another try may mend. */
class Broken extends Error {}

const noteOf = (part: string): string => `${part}.note`

/** Bytes of a file that are there from an earlier try. */
export const fetchedBytes = async (part: string): Promise<number> =>
  (await stat(part).catch(() => null))?.size ?? 0

/**
 * Fetches a file, or what is missing of it: with `Range` where the server still has the same file (by its entity tag),
 * from the beginning otherwise. A line that breaks is taken up again. Yields how many bytes are there; returns size
 * and hash of the whole. Throws `download-failed`, `disk-full`, `read-only`, `cancelled`; what was fetched by then
 * stays, unless it is wrong.
 */
export async function* fetchFile(fetching: Fetching): AsyncGenerator<number, Fetched> {
  const { to, sha256, signal, pauses = [1000, 3000, 10_000, 30_000] } = fetching
  for (let tries = 0; ;) {
    const before = await fetchedBytes(to)
    try {
      yield* fetchRest(fetching)
      break
    } catch (thrown) {
      if (signal.aborted) throw new EarshotError('cancelled', 'Cancelled.', { cause: thrown })
      if (!(thrown instanceof Broken)) throw thrown
      tries = (await fetchedBytes(to)) > before ? 0 : tries + 1
      if (tries > pauses.length) throw failed(`${nameOf(fetching.url)}: ${thrown.message}`, thrown)
      await wait(pauses[Math.max(0, tries - 1)] ?? 0, undefined, { signal }).catch(() => null)
    }
  }
  const found = { bytes: await fetchedBytes(to), sha256: await wholeHashText(to) }
  if (sha256 !== null && found.sha256 !== sha256) {
    await forget(to)
    throw failed(`${nameOf(fetching.url)} is not the file it should be: its SHA-256 is ${found.sha256}.`)
  }
  return found
}

/** Removes what was fetched, and the note. */
async function forget(part: string): Promise<void> {
  await Promise.all([rm(part, { force: true }), rm(noteOf(part), { force: true })])
}

/** Size of a file on a server; null where it does not say. Throws nothing. */
export async function remoteBytes(url: string, signal: AbortSignal): Promise<number | null> {
  try {
    const options = { method: 'HEAD', headers: { 'accept-encoding': 'identity' }, signal }
    const answer = await fetch(url, options)
    const bytes = Number(answer.headers.get('content-length'))
    return answer.ok && bytes > 0 ? bytes : null
  } catch {
    return null
  }
}

async function* fetchRest({ url, to, signal, stallMs = 60_000 }: Fetching): AsyncGenerator<number> {
  requireSafe(url)
  const stored = readSmallJson(noteOf(to), noteSchema, noNote)
  const there = await fetchedBytes(to)
  const known = stored.url === url && stored.etag !== null && there > 0
  if (known && stored.total === there) return yield there
  const stall = new AbortController()
  const both = AbortSignal.any([signal, stall.signal])
  let timer = setTimeout(() => stall.abort(), stallMs)
  try {
    const answer = await ask(url, known ? { from: there, etag: stored.etag! } : null, both)
    const note: Note = { url, etag: strongTag(answer), total: totalOf(answer) }
    const goesOn = answer.status === 206 && continues(answer, there) && note.total === stored.total
    if (answer.status === 206 && !goesOn) {
      await answer.body?.cancel()
      await forget(to)
      throw new Broken('the server went on at another place')
    }
    let at = goesOn ? there : 0
    if (!goesOn) await truncate(to, 0).catch(() => null)
    if ((note.total ?? 0) > mostBytes) throw failed(`${nameOf(url)} is too large to be a model.`)
    writeSmallJson(noteOf(to), note)
    yield at
    const sink = createWriteStream(to, { flags: goesOn ? 'r+' : 'w', start: at })
    const problem = new Promise<never>((_, reject) =>
      sink.once('error', cause => reject(modelFailure(cause)))
    )
    problem.catch(() => null)
    try {
      for await (const chunk of answer.body ?? []) {
        clearTimeout(timer)
        timer = setTimeout(() => stall.abort(), stallMs)
        at += chunk.length
        if (at > (note.total ?? mostBytes)) throw failed(`${nameOf(url)} is longer than the server said.`)
        if (!sink.write(chunk)) await Promise.race([problem, once(sink)])
        yield at
      }
    } catch (thrown) {
      if (thrown instanceof EarshotError) throw thrown
      throw new Broken(stall.signal.aborted ? 'the server fell silent' : 'the line broke', { cause: thrown })
    } finally {
      await Promise.race([problem, new Promise<void>(done => sink.end(() => done()))])
    }
    if (note.total !== null && at < note.total) throw new Broken('the line broke before the end')
    await flushFile(to)
  } finally {
    clearTimeout(timer)
  }
}

async function ask(
  url: string,
  rest: { from: number; etag: string } | null,
  signal: AbortSignal
): Promise<Response> {
  const headers: Record<string, string> = { 'accept-encoding': 'identity' }
  if (rest) Object.assign(headers, { range: `bytes=${rest.from}-`, 'if-range': rest.etag })
  const answer = await fetch(url, { headers, signal, redirect: 'follow' }).catch((cause: unknown) => {
    throw new Broken(`the server cannot be reached (${reasonOf(cause)})`, { cause })
  })
  const { status } = answer
  if (status === 200 || status === 206) {
    requireSafe(answer.url)
    if (!/^text\/html\b/i.test(answer.headers.get('content-type') ?? '')) return answer
    await answer.body?.cancel()
    throw failed(`${nameOf(url)}: a web page came instead of the file.`)
  }
  await answer.body?.cancel()
  // The file became shorter than what is there already: everything anew.
  if (status === 416 && rest) return ask(url, null, signal)
  if (status === 408 || status === 429 || status >= 500) throw new Broken(`the server says ${status}`)
  throw failed(`${nameOf(url)}: the server says ${status}.`)
}

/** Only an exact tag says that the rest belongs to what is there. */
function strongTag(answer: Response): string | null {
  const tag = answer.headers.get('etag')
  return tag !== null && tag.startsWith('"') ? tag : null
}

function totalOf(answer: Response): number | null {
  const range = /^bytes \d+-\d+\/(\d+)$/.exec(answer.headers.get('content-range') ?? '')
  const total = Number(range?.[1] ?? answer.headers.get('content-length') ?? NaN)
  return Number.isSafeInteger(total) && total >= 0 ? total : null
}

const continues = (answer: Response, from: number): boolean =>
  answer.headers.get('content-range')?.startsWith(`bytes ${from}-`) === true

/** Files come over an encrypted line, or from this machine. */
function requireSafe(url: string): void {
  const { protocol, hostname } = new URL(url)
  const here = hostname === '127.0.0.1' || hostname === 'localhost' || hostname === '[::1]'
  if (protocol === 'https:' || (protocol === 'http:' && here)) return
  throw failed(`${url} is not an https address.`)
}

function once(sink: NodeJS.WritableStream): Promise<void> {
  return new Promise(done => sink.once('drain', () => done()))
}

function reasonOf(cause: unknown): string {
  const inner = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause
  return inner instanceof Error ? inner.message : String(inner)
}

const nameOf = (url: string): string => new URL(url).pathname.split('/').at(-1) ?? url
const failed = (message: string, cause?: unknown): EarshotError =>
  new EarshotError('download-failed', message, { cause })
