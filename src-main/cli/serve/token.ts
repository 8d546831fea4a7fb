import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { EarshotError } from '#contract/errors.ts'
import { fileError, systemCode, tightenFile, writeWhole } from '../../engine/files.ts'
import { newToken } from '../../serve/access.ts'
import { plain } from '../terminal/text.ts'

/** Guessing a shorter one, or one of fewer different letters, is no work. */
const fewestLetters = { onThisMachine: 16, onTheNetwork: 32 }
const fewestDifferent = 8

export interface TokenChoice {
  token?: string
  tokenFile?: string
}

/** Who can try to guess it. */
export type Guessers = keyof typeof fewestLetters

export interface ChosenToken {
  token: string
  /** Where scripts read it; null where somebody else keeps it. */
  file: string | null
}

/**
 * The token of a server: from the command line, a file, the environment, or the file of the data folder, which is made
 * where it is not. Files are for nobody else to read, and made so where they are not. Throws bad-request for one that is
 * empty or weak, and what reading and writing the file throws.
 */
export async function chooseToken(
  { token, tokenFile }: TokenChoice,
  dataFolder: string,
  environment: NodeJS.ProcessEnv,
  guessers: Guessers = 'onThisMachine'
): Promise<ChosenToken> {
  const fewest = fewestLetters[guessers]
  if (token !== undefined && tokenFile !== undefined)
    throw new EarshotError('bad-request', 'Name a token or a file with one, not both.')
  if (token !== undefined) return { token: requireStrong(token, '--token', fewest), file: null }
  if (tokenFile !== undefined) return fromFile(resolve(tokenFile), fewest)
  const given = environment.EARSHOT_TOKEN
  if (given !== undefined) {
    // Programs that are started from here need not know it.
    delete environment.EARSHOT_TOKEN
    return { token: requireStrong(given, 'EARSHOT_TOKEN', fewest), file: null }
  }
  return fromFile(join(dataFolder, 'serve-token'), fewest)
}

async function fromFile(path: string, fewest: number): Promise<ChosenToken> {
  const name = plain(path)
  let text: string | null = null
  try {
    text = await readFile(path, 'utf8')
    tightenFile(path)
  } catch (thrown) {
    if (text === null && systemCode(thrown) !== 'ENOENT')
      throw fileError(thrown, { doing: 'read', what: 'file', name })
  }
  if (text !== null) return { token: requireStrong(text.trim(), name, fewest), file: path }
  const token = newToken()
  try {
    await writeWhole(path, `${token}\n`, { flush: 'folder', mode: 0o600 })
  } catch (thrown) {
    throw fileError(thrown, { doing: 'write', what: 'file', name })
  }
  return { token, file: path }
}

function requireStrong(token: string, from: string, fewest: number): string {
  const weak = token.length < fewest || new Set(token).size < fewestDifferent
  if (!weak && /^[\x21-\x7e]{1,512}$/.test(token)) return token
  throw new EarshotError(
    'bad-request',
    `The token of ${from} can be guessed or not be sent: it takes ${fewest} to 512 letters and digits without ` +
      `spaces, ${fewestDifferent} of them different. Leave it out, and Earshot makes one.`
  )
}
