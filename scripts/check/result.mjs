/**
 * What a step of the check says of itself: how many passed, failed and were skipped, and each failure by its name, with
 * the lines that say why: { code, passed, failed, skipped, failures: [{ name, lines }] }.
 */
import { readFileSync } from 'node:fs'
import { stripVTControlCharacters } from 'node:util'

/** The kept lines of a log are few: what failed has to fit in with the table and the closing line. */
const room = 26
const widest = 220

/** Text as lines, without colours and empty ones. */
export const linesOf = text =>
  stripVTControlCharacters(text)
    .split('\n')
    .filter(line => line.trim())

/** What a program wrote about its run, read by `read`; null where it wrote nothing, because it could not even start. */
export function readReport(file, read) {
  try {
    return read(readFileSync(file, 'utf8'))
  } catch {
    return null
  }
}

/** A run that ended badly without a failed test still counts as one failure, told by the end of what it wrote. */
export function settle(name, counted, code, output) {
  const result = { code, ...(counted ?? { passed: 0, failed: 0, skipped: 0, failures: [] }) }
  if (code === 0 || result.failed > 0) return result
  const why = `ended with exit code ${code} and named no failed test`
  const failures = [...result.failures, { name, lines: [why, ...(output?.lastLines(15) ?? [])] }]
  return { ...result, failed: 1, failures }
}

/** Every failure by its name and the start of why, the fewer lines the more there are. */
function tellFailures(failures, say) {
  if (failures.length === 0) return
  const each = Math.max(1, Math.floor(room / failures.length))
  for (const { name, lines } of failures) {
    const shown = lines.slice(0, each > 1 ? each - 1 : 0).map(line => `          ${line}`)
    const first = each > 1 || lines.length === 0 ? '' : `: ${lines[0].trim()}`
    for (const line of [`FAILED  ${name}${first}`, ...shown]) say(line.slice(0, widest))
  }
}

/** The closing line; a step that was left out counts as nothing. */
function closing(results) {
  const sum = count => results.reduce((total, result) => total + result[count], 0)
  const skipped = sum('skipped') ? `, ${sum('skipped')} skipped` : ''
  return `${sum('passed')} passed, ${sum('failed')} failed${skipped}`
}

/** The end of a run: what failed, then the closing line on standard output, which stays the last. Returns the exit code. */
export function close(results, say) {
  say('')
  tellFailures(
    results.flatMap(result => result.failures),
    say
  )
  process.stdout.write(`${closing(results)}\n`)
  return results.some(result => result.failed > 0) ? 1 : 0
}
