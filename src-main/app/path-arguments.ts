import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * The folders and playlists named on the command line: `electron . PATH…` in a clone, `earshot-desktop PATH…` once packaged.
 * Chromium's switches may stand anywhere. `appPath` is null when packaged.
 */
export function pathArguments(argv: string[], workingFolder: string, appPath: string | null): string[] {
  const words = argv.slice(1)
  const app = appPath === null ? -1 : words.findIndex(word => isApp(word, workingFolder, appPath))
  return words
    .slice(app + 1)
    .filter(word => !word.startsWith('-'))
    .map(word => resolve(workingFolder, fromAddress(word)))
}

const isApp = (word: string, workingFolder: string, appPath: string): boolean =>
  !word.startsWith('-') && resolve(workingFolder, word) === appPath

/** File managers of Linux name what is opened by its address; one of another machine, or none at all, stays as it is. */
function fromAddress(word: string): string {
  if (!word.startsWith('file:///')) return word
  try {
    return fileURLToPath(word)
  } catch {
    return word
  }
}
