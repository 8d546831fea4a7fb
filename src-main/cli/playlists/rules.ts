import { EarshotError } from '#contract/errors.ts'
import type { Input } from '#contract/requests.ts'
import { readText } from '../text-files.ts'

type Rules = Input<'smart.preview'>['rules']

/** The rules of a smart playlist in a JSON file: the document itself, or its `rules`. The engine checks them. */
export async function readRules(file: string): Promise<Rules> {
  const text = await readText(file)
  try {
    const document = JSON.parse(text) as { rules?: Rules } & Rules
    return document.rules ?? document
  } catch (cause) {
    throw new EarshotError('bad-request', `${file} is no JSON file with rules.`, { cause })
  }
}
