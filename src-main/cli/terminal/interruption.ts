import { exitCodes } from '../exit-codes.ts'

/** Ctrl-C and its like: the first asks for a clean stop, the second ends the process there and then. */
export interface Interruption {
  readonly signal: AbortSignal
  /** How the process has to end; null while nobody has interrupted it. */
  readonly code: 130 | 143 | null
}

const codes = {
  SIGINT: exitCodes.interrupted,
  SIGTERM: exitCodes.terminated,
  SIGHUP: exitCodes.terminated
} as const

export function listenForInterruption(note: (line: string) => void): Interruption {
  const controller = new AbortController()
  let code: 130 | 143 | null = null
  for (const name of Object.keys(codes) as (keyof typeof codes)[]) {
    process.on(name, () => {
      if (code !== null) {
        // Safe at any moment: what is not committed is done again next time. By the signal itself (a shell sees 130 or
        // 143), since an orderly exit would end the workers in mid-inference, which the native runtime answers by abort.
        process.removeAllListeners(name)
        process.kill(process.pid, name)
        return
      }
      code = codes[name]
      note('Stopping (what is done is kept) …')
      controller.abort()
    })
  }
  return {
    signal: controller.signal,
    get code() {
      return code
    }
  }
}
