import { readFile } from 'node:fs/promises'
import { EarshotError } from '#contract/errors.ts'
import type { Input } from '#contract/requests.ts'

type Rules = Input<'smart.preview'>['rules']

/** The rules of a smart playlist in a JSON file: the document itself, or its `rules`. The engine checks them. */
export async function readRules(file: string): Promise<Rules> {
  try {
    const document = JSON.parse(await readFile(file, 'utf8')) as { rules?: Rules } & Rules
    return document.rules ?? document
  } catch (cause) {
    throw new EarshotError('bad-request', `${file} is no JSON file with rules.`, { cause })
  }
}
