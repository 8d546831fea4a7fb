import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A way to make one word of another. */
interface Affix {
  isPrefix: boolean
  /** What goes, and what comes. */
  strip: string
  add: string
  fits: RegExp
  crosses: boolean
}

/** Every word of a Hunspell dictionary with all its forms. `folder`: of index.aff and index.dic; flags of one letter. */
export function hunspellWords(folder: string): string[] {
  const affixes = readAffixes(readFileSync(join(folder, 'index.aff'), 'utf8'))
  const [, ...lines] = readFileSync(join(folder, 'index.dic'), 'utf8').split('\n')
  return lines.flatMap(line => {
    const [word = '', flags = ''] = line.trim().split('/')
    if (word === '') return []
    const own = [...flags].flatMap(flag => affixes.get(flag) ?? [])
    const ended = own.filter(one => !one.isPrefix).flatMap(one => made(word, one))
    const begun = own
      .filter(one => one.isPrefix)
      .flatMap(one => [word, ...(one.crosses ? ended : [])].flatMap(stem => made(stem, one)))
    return [word, ...ended, ...begun]
  })
}

function made(word: string, { isPrefix, strip, add, fits }: Affix): string[] {
  if (!fits.test(word)) return []
  return [isPrefix ? add + word.slice(strip.length) : word.slice(0, word.length - strip.length) + add]
}

function readAffixes(text: string): Map<string, Affix[]> {
  const found = new Map<string, Affix[]>()
  const crossing = new Set<string>()
  for (const line of text.split('\n')) {
    const [kind, flag = '', first = '', second = '', condition = '.'] = line.trim().split(/\s+/)
    if (kind !== 'PFX' && kind !== 'SFX') continue
    // The line that counts the others.
    if (/^[YN]$/.test(first) && /^\d+$/.test(second)) {
      if (first === 'Y') crossing.add(flag)
      found.set(flag, [])
      continue
    }
    const isPrefix = kind === 'PFX'
    found.get(flag)!.push({
      isPrefix,
      strip: first === '0' ? '' : first,
      add: second.replace(/\/.*$/, '').replace(/^0$/, ''),
      fits: new RegExp(isPrefix ? `^${condition}` : `${condition}$`),
      crosses: crossing.has(flag)
    })
  }
  return found
}
