import { z } from 'zod'

/** One request: its input's schema, its output's type, what it does, and who answers. */
interface Request<Input extends z.ZodType, Output> {
  input: Input
  /** Carries the output type; never set. */
  output?: Output
  effect: 'read' | 'write'
  answeredBy: 'engine' | 'shell'
}

interface Builder<Output> {
  /** The schema is made when it is first asked for: a command asks two or three requests, and all of them take a while. */
  with<Input extends z.ZodType>(input: () => Input): Request<Input, Output>
}

class Asked<Input extends z.ZodType, Output> implements Request<Input, Output> {
  readonly effect: Request<Input, Output>['effect']
  readonly answeredBy: Request<Input, Output>['answeredBy']
  readonly #make: () => Input
  #input: Input | undefined

  constructor(
    make: () => Input,
    effect: Request<Input, Output>['effect'],
    answeredBy: Request<Input, Output>['answeredBy']
  ) {
    this.#make = make
    this.effect = effect
    this.answeredBy = answeredBy
  }

  get input(): Input {
    return (this.#input ??= this.#make())
  }
}

const builder = <Output>(
  effect: Request<z.ZodType, Output>['effect'],
  answeredBy: Request<z.ZodType, Output>['answeredBy']
): Builder<Output> => ({ with: input => new Asked(input, effect, answeredBy) })

export const reads = <Output>(): Builder<Output> => builder('read', 'engine')
export const writes = <Output>(): Builder<Output> => builder('write', 'engine')
export const asksShell = <Output>(): Builder<Output> => builder('write', 'shell')

export const nothing = z.strictObject({})
export const id = z.int().positive()
export const ids = z.array(id).max(100_000)
export const path = z.string().min(1).max(8192)
export const text = z.string().max(20_000)
/** A name somebody gave: a tag, a playlist. */
export const name = z.string().trim().min(1).max(200)
