import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import type { FileHandle } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { EarshotError } from '#contract/errors.ts'
import type { Command } from './confine.ts'
import type { DecodeOptions } from './decoder.ts'

export function startProgram({ program, args }: Command, stdin: FileHandle | null): ChildProcess {
  const child = spawn(program, args, { stdio: [stdin?.fd ?? 'ignore', 'pipe', 'pipe'], windowsHide: true })
  // When this process ends its end of the pipe closes and ffmpeg stops at its next write; a child that is stuck
  // in a read is stopped here, where the end is an orderly one.
  const stop = (): void => void child.kill('SIGKILL')
  process.once('exit', stop)
  child.once('close', () => process.removeListener('exit', stop))
  return child
}

/** Exit code, once all its pipes have ended; null when a signal ended it. */
export function exitOf(child: ChildProcess): Promise<number | null> {
  const open = child.stdio.some(stream => stream instanceof Readable && !stream.closed)
  if (!open && (child.exitCode !== null || child.signalCode !== null)) return Promise.resolve(child.exitCode)
  return new Promise(resolve => child.once('close', resolve))
}

type Limits = Required<Pick<DecodeOptions, 'stallMs' | 'timeoutMs'>> & Pick<DecodeOptions, 'signal'>

/** What the child writes, each piece until the next is asked for. Only the wait for the child counts against the limits. */
export async function* chunksOf(child: ChildProcess, limits: Limits): AsyncGenerator<Buffer> {
  const stream = child.stdout
  if (stream === null) throw new EarshotError('internal', 'ffmpeg was started without a pipe.')
  const stop = (error: EarshotError): void => void stream.destroy(error)
  const abort = (): void => stop(new EarshotError('cancelled', 'Decoding was cancelled.'))
  child.once('error', cause => {
    stop(new EarshotError('no-decoder', `ffmpeg could not be started: ${cause.message}`, { cause }))
  })
  // The loop below hears of an error at its next turn; without this one it would end the process before.
  stream.on('error', () => null)
  limits.signal?.addEventListener('abort', abort, { once: true })
  let left = limits.timeoutMs
  let timer = stopAfter(Math.min(limits.stallMs, left), stop)
  let began = performance.now()
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      clearTimeout(timer)
      left -= performance.now() - began
      yield chunk
      giveBack(chunk)
      began = performance.now()
      timer = stopAfter(Math.min(limits.stallMs, Math.max(1, left)), stop)
    }
  } finally {
    clearTimeout(timer)
    limits.signal?.removeEventListener('abort', abort)
  }
}

/**
 * Frees the memory of a piece at once. It lies outside the heap of JavaScript, where what waits to be collected makes the
 * whole heap be collected several times a second. Small ones share their memory with others.
 */
function giveBack({ buffer, length }: Buffer): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === length) buffer.transfer(0)
}

function stopAfter(ms: number, stop: (error: EarshotError) => void): NodeJS.Timeout {
  const message = `The decoder gave nothing for ${(ms / 1000).toFixed(0)} seconds and was stopped.`
  return setTimeout(() => stop(new EarshotError('decode-timeout', message)), ms)
}
