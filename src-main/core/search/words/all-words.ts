import type { NameField } from '#contract/named.ts'
import type { Compared, NameMatch, Typed } from './name-match.ts'
import { rare } from './some-words.ts'

const bonuses = {
  title: 2.5,
  artist: 2.3,
  album: 2,
  named: 2,
  held: 1.8,
  spread: 1.6,
  heldWord: 1.2,
  all: 1,
  genre: 1.5,
  file: 0.8
}
/** What each further place adds. */
const further = 0.2
/** What a name that is spelt otherwise counts, as a share. */
const misspeltShare = 0.8

const isName = (field: NameField): boolean => field === 'title' || field === 'artist' || field === 'album'

/**
 * Judges a track by where all of the words stand. `where`: fields that have them all; null: not all stand anywhere.
 * `compared`: which of its names are the query, or stand in it. `some`: what its words are worth one by one. Null: that
 * says more.
 */
export function allWords(
  typed: Typed,
  where: readonly NameField[] | null,
  compared: Compared | undefined,
  some: NameMatch | undefined
): NameMatch | null {
  const { asking, text } = typed
  const misspelt = asking.some(word => word.misspelt)
  const made = (kind: NameMatch['kind'], bonus: number, fields: readonly NameField[]): NameMatch => {
    const places = [...new Set([...fields, ...(where ?? [])])]
    const all = bonus + further * Math.max(0, places.length - 1)
    // What was typed is not what it is called: it cannot be exact.
    const shown = misspelt && kind === 'exact' ? 'named' : kind
    return { kind: shown, bonus: misspelt ? all * misspeltShare : all, text, fields: places, misspelt }
  }
  const tells = asking.some(word => !word.sound)
  const names = (where ?? []).filter(isName)
  if (compared && compared.exact.length > 0) {
    const [best] = compared.exact
    return made(
      'exact',
      best === 'title' || best === 'artist' ? bonuses[best] : bonuses.album,
      compared.exact
    )
  }
  if (names.length > 0 && (asking.length > 1 || tells)) return made('named', bonuses.named, names)
  if (compared && compared.meant.length > 0) {
    // Words beside it may say which of an artist's tracks is meant.
    const beside = (some?.bonus ?? 0) / 2
    const match = made(
      'named',
      (compared.words > 1 ? bonuses.held : bonuses.heldWord) + beside,
      compared.meant
    )
    return { ...match, text: some && !misspelt ? some.text : text }
  }
  if (names.length > 0) return made('all', bonuses.all, names)
  // A genre, a file or a folder that is asked for by one word of music is a hint; by a rare or another one, it is meant, and so is
  // a file by several. A genre of several words is what was asked for.
  const kind = tells
    ? 'named'
    : asking.length > 1 || asking.some(({ tracks }) => tracks <= rare)
      ? 'all'
      : 'some'
  if (where?.includes('genre')) return made(asking.length > 1 ? 'named' : kind, bonuses.genre, ['genre'])
  if (where?.includes('file')) return made(kind, bonuses.file, ['file'])
  if (where !== null) {
    const fields = some?.fields ?? []
    return tells ? made('named', bonuses.spread, fields) : made('all', bonuses.all, fields)
  }
  const held = compared && (compared.held.length > 0 || compared.genre.some(({ tracks }) => tracks <= rare))
  return some && held ? { ...some, bonus: some.bonus + further } : null
}
