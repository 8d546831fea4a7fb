import { spawn, type ChildProcess } from 'node:child_process'
import { constants } from 'node:os'
import { resolve } from 'node:path'
import { runCommandLine } from '../../src-main/cli/command-line.ts'
import type { Interruption } from '../../src-main/cli/terminal/interruption.ts'
import type { Terminal } from '../../src-main/cli/terminal/terminal.ts'

const main = resolve(import.meta.dirname, '../../src-main/cli/main.ts')

/** How a command ended, with all it wrote. */
export interface Ended {
  code: number | null
  out: string
  err: string
}

/** Starts the command line in a folder, as a process of its own; nobody is there to answer what it asks. */
export function startCommand(folder: string, data: string, args: readonly string[]): ChildProcess {
  const all = [main, '--data', data, ...args]
  return spawn(process.execPath, all, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
}

export function ended(child: ChildProcess): Promise<Ended> {
  let out = ''
  let err = ''
  child.stdout?.setEncoding('utf8').on('data', text => (out += text))
  child.stderr?.setEncoding('utf8').on('data', text => (err += text))
  return new Promise(done =>
    child.on('close', (code, signal) => done({ code: code ?? codeOf(signal), out, err }))
  )
}

/** What a shell makes of an end by a signal: 130 for SIGINT, but 134 for an abort. */
const codeOf = (signal: NodeJS.Signals | null): number | null =>
  signal === null ? null : 128 + constants.signals[signal]

const uninterrupted: Interruption = { signal: new AbortController().signal, code: null }

/**
 * The command line in a folder, on a library of its own: all of it but the process, whose start costs more than most
 * commands. What a process adds (signals, pipes, exit codes) is asked of `startCommand`.
 */
export const commandLine =
  (folder: string, data: string) =>
  async (...args: string[]): Promise<Ended> => {
    const said = { out: '', err: '' }
    const terminal: Terminal = {
      print: line => void (said.out += `${line}\n`),
      note: line => void (said.err += `${line}\n`),
      paint: () => undefined,
      columns: null,
      watched: false
    }
    const before = process.cwd()
    process.chdir(folder)
    try {
      return { code: await runCommandLine(['--data', data, ...args], terminal, uninterrupted), ...said }
    } finally {
      process.chdir(before)
    }
  }
