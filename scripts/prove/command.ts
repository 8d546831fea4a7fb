import { spawn } from 'node:child_process'
import { join } from 'node:path'

const cli = join(import.meta.dirname, '../../src-main/cli/main.ts')

export interface Ended {
  /** Exit code, or the signal that ended it. */
  how: number | string
  /** What it printed. */
  out: string
  /** What it printed and said, the end of it. */
  said: string
}

/** Starts `earshot`, a process as people start it. `kill`: ends it with SIGKILL. */
export function earshot(
  dataFolder: string,
  args: readonly string[],
  nodeArgs: readonly string[] = []
): { pid: number; kill(): void; ended: Promise<Ended> } {
  const child = spawn(process.execPath, [...nodeArgs, cli, '--data', dataFolder, ...args], {
    stdio: ['ignore', 'pipe', 'pipe']
  })
  let [out, said] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text))
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-20_000)))
  return {
    pid: child.pid!,
    kill: () => void child.kill('SIGKILL'),
    ended: new Promise(resolve =>
      child.once('close', (code, signal) => resolve({ how: signal ?? code ?? -1, out, said }))
    )
  }
}

/** One document of `earshot … --json`. Throws with what was said where it failed. */
export async function asked<Document>(dataFolder: string, args: readonly string[]): Promise<Document> {
  const { how, out, said } = await earshot(dataFolder, [...args, '--json']).ended
  if (how !== 0) throw new Error(`earshot ${args.join(' ')} ended with ${how}: ${said}`)
  return JSON.parse(out) as Document
}
