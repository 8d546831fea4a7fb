import { EarshotError } from '#contract/errors.ts'

/** A write that was not done, as its copy was not what it should be. */
export function unsafe(what: string): EarshotError {
  return new EarshotError('write-unsafe', `${what}; the file was left as it was.`)
}
