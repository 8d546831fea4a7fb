import type { Output, ParsedInput, RequestName } from '#contract/requests.ts'

/** The requests an engine answers; those of the family `shell` are the shell's own. */
export type EngineRequest = Exclude<RequestName, `shell.${string}`>

/** Answers one request. Its input has been checked; what it throws crosses the wire as a Failure. */
type Handler<Name extends RequestName> = (
  input: ParsedInput<Name>,
  signal: AbortSignal
) => Output<Name> | Promise<Output<Name>>

export type Handlers = { [Name in EngineRequest]: Handler<Name> }

/** The handlers of one family: `Family<'library'>` has every `library.…` request, and no other. */
export type Family<Prefix extends string> = Pick<Handlers, Extract<EngineRequest, `${Prefix}.${string}`>>
