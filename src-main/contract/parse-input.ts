import { EarshotError } from './errors.ts'
import { requests, type ParsedInput, type RequestName } from './requests.ts'

/**
 * The input of a request as whoever answers it gets it: checked, with its defaults. Throws bad-request. Done once on each
 * side of a wall between processes.
 */
export function parseInput<N extends RequestName>(name: N, input: unknown): ParsedInput<N> {
  const parsed = requests[name].input.safeParse(input)
  if (parsed.success) return parsed.data as ParsedInput<N>
  const [issue] = parsed.error.issues
  const where = issue && issue.path.length > 0 ? ` at ${issue.path.map(String).join('.')}` : ''
  throw new EarshotError(
    'bad-request',
    `The request ${name} has a wrong input${where}: ${issue?.message ?? 'it does not fit'}.`
  )
}
