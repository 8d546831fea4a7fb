import { readFileSync } from 'node:fs'
import { EarshotError } from '#contract/errors.ts'

/** A line of a glossary: a term and what it means; an empty meaning says nothing of the sound. */
export interface Entry {
  term: string
  english: string
}

/** What stands for "says nothing of the sound" in a glossary. */
const nothing = '-'

/** Reads a glossary: a term, a tab and the English phrase a line; lines that begin with # are comments. */
export function readEntries(path: string): Entry[] {
  const found: Entry[] = []
  for (const [i, line] of read(path).split(/\r?\n/).entries()) {
    if (line === '' || line.startsWith('#')) continue
    const [term, english, more] = line.split('\t')
    if (!term?.trim() || !english?.trim() || more !== undefined) {
      throw new EarshotError('internal', `${path}:${i + 1} is not a term, a tab and its English.`)
    }
    found.push({ term: term.trim(), english: english.trim() === nothing ? '' : english.trim() })
  }
  return found
}

/** Reads a list of words, any number a line; lines that begin with # are comments. */
export function readWords(path: string): Set<string> {
  const lines = read(path).split('\n')
  return new Set(
    lines.filter(line => !line.startsWith('#')).flatMap(line => line.split(/\s+/).filter(Boolean))
  )
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    throw new EarshotError('internal', `${path} cannot be read; install Earshot again.`, { cause })
  }
}
