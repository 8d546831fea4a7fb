import { createContext, Script } from 'node:vm'
import { EarshotError } from '#contract/errors.ts'

/** Milliseconds for all texts of one file: an expression that takes longer would take for ever on another. */
const patience = 500

/** An expression that went on and on. `shown`: as somebody wrote it. */
export class EndlessExpression extends EarshotError {
  constructor(shown: string) {
    super('bad-request', `The expression "${shown}" takes far too long; say it more exactly.`)
    this.name = 'EndlessExpression'
  }
}

/** In a context of its own, which can be ended in the middle of an expression. */
const replacing = new Script(
  'JSON.stringify(texts.map(text => text.replace(new RegExp(source, flags), fresh)))'
)
const matching = new Script('JSON.stringify(texts.map(text => new RegExp(source, flags).exec(text)))')

/** A text as an expression that finds just it. */
export const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')

/** Texts with what is found replaced. Blocks for as long as it may take; throws EndlessExpression. */
export function replaceTimed(
  texts: readonly string[],
  expression: RegExp,
  fresh: string,
  shown: string
): string[] {
  return run(replacing, { texts, ...partsOf(expression), fresh }, shown) as string[]
}

/** The groups of an expression in a text; null where it does not fit. Blocks as `replaceTimed`. */
export function matchTimed(text: string, expression: RegExp, shown: string): (string | null)[] | null {
  return (run(matching, { texts: [text], ...partsOf(expression) }, shown) as [(string | null)[] | null])[0]
}

const partsOf = ({ source, flags }: RegExp): { source: string; flags: string } => ({ source, flags })

function run(script: Script, given: Record<string, unknown>, shown: string): unknown {
  try {
    return JSON.parse(String(script.runInContext(createContext(given), { timeout: patience })))
  } catch (thrown) {
    if ((thrown as { code?: unknown }).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT')
      throw new EndlessExpression(shown)
    throw thrown
  }
}
