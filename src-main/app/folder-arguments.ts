import { resolve } from 'node:path'

/**
 * The folders named on the command line: `electron . FOLDER…` in a clone, `earshot FOLDER…` once packaged.
 * Chromium's switches may stand anywhere. `appPath` is null when packaged.
 */
export function folderArguments(argv: string[], workingFolder: string, appPath: string | null): string[] {
  const words = argv.slice(1)
  const app = appPath === null ? -1 : words.findIndex(word => isApp(word, workingFolder, appPath))
  return words
    .slice(app + 1)
    .filter(word => !word.startsWith('-'))
    .map(word => resolve(workingFolder, word))
}

const isApp = (word: string, workingFolder: string, appPath: string): boolean =>
  !word.startsWith('-') && resolve(workingFolder, word) === appPath
