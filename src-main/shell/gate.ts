import type { Caller } from '#contract/bridge.ts'
import { EarshotError } from '#contract/errors.ts'
import { parseInput } from '#contract/parse-input.ts'
import {
  pageRequests,
  requests,
  type Input,
  type Output,
  type ParsedInput,
  type RequestName
} from '#contract/requests.ts'

type ShellRequest = Extract<RequestName, `shell.${string}`>

/** What the shell itself answers, and what it will not let a page ask of the engine. */
export interface Shell {
  answers: { [N in ShellRequest]: (input: Input<N>) => Promise<Output<N>> }
  /** Throws an EarshotError to refuse. The default lets everything pass. */
  permit?: (name: RequestName, input: unknown) => Promise<void>
}

const offered = new Set<string>(pageRequests)

/** A page may let the decoder be found, and never names a program that is run. Throws not-supported-here. */
export function refuseProgram(name: RequestName, input: unknown): void {
  const named = name === 'settings.set' && (input as ParsedInput<'settings.set'>).ffmpeg
  if (typeof named !== 'string') return
  throw new EarshotError(
    'not-supported-here',
    'The decoder is chosen in a dialog of the system, or by earshot decoder.'
  )
}

/** The only way from a page to the engine: known names, inputs that fit the schema, nothing meant for shells. */
export function gate(engine: Caller, shell: Shell): Caller {
  const call = async <N extends RequestName>(
    name: N,
    input: Input<N>,
    signal?: AbortSignal
  ): Promise<Output<N>> => {
    if (!offered.has(name)) throw new EarshotError('unknown-request', `There is no request called "${name}".`)
    const parsed = parseInput(name, input)
    await shell.permit?.(name, parsed)
    if (isShellRequest(name)) return (await shell.answers[name](parsed as never)) as Output<N>
    // An engine in another process trusts nobody and parses it again.
    return engine.answer ? engine.answer(name, parsed, signal) : engine.call(name, parsed as Input<N>, signal)
  }
  return { call, on: (name, listener) => engine.on(name, listener) }
}

const isShellRequest = (name: RequestName): name is ShellRequest => requests[name].answeredBy === 'shell'
