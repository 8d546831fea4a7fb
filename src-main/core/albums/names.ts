import { fold } from '../database/fold.ts'

/** Names of albums and artists as they are compared: one however it is spelled. */

/** No case, no accents, one kind of quotation mark, dash and space; "Beatles, The" is "the beatles". */
export function nameKey(name: string): string {
  const plain = fold(name)
    .replace(/[‘’ʼ`´]/g, "'")
    .replace(/[“”„]/g, '"')
    .replace(/[‐-―−]/g, '-')
    .replace(/\s+/g, ' ')
    .trim()
  const article = /^(.+), (the|a|an)$/.exec(plain)
  return article === null ? plain : `${article[2]!} ${article[1]!}`
}

/** As names stand in lists: without the article before them. */
export const sortKey = (key: string): string => key.replace(/^(?:the|a|an) (?=.)/, '')

const discMark = /[\s,:–-]*[([]?\b(?:cd|dis[ck]|disque)[\s.#-]*0*(\d{1,2})\b\s*[)\]]?\s*$/i

/** An album's title without what says which of its discs it is: "Sandinista! (Disc 2)". */
export function withoutDisc(title: string): { title: string; disc: number | null } {
  const found = discMark.exec(title)
  const rest = found === null ? '' : title.slice(0, found.index).trim()
  return rest === '' ? { title, disc: null } : { title: rest, disc: Number(found![1]) }
}

const discFolder = /^(?:cd|dis[ck]|disque)[\s._#-]*0*(\d{1,2})\b/i

/** The disc that a folder is, by its name: "CD1", "Disc 02 - Live". */
export function discOfFolder(name: string): number | null {
  const found = discFolder.exec(name)
  return found === null ? null : Number(found[1])
}

const guestMark = /\s*[([]?\s*\b(?:feat\.?|ft\.?|featuring)\s+/i

/** A credit as who it is by, and who takes part: "A feat. B & C". */
export function lead(credit: string): { name: string; guests: string[] } {
  const found = guestMark.exec(credit)
  if (found === null || found.index === 0) return { name: credit, guests: [] }
  const guests = credit
    .slice(found.index + found[0].length)
    .replace(/[)\]]\s*$/, '')
    .split(/\s*(?:,|;|\/| & | and )\s*/i)
    .filter(name => name !== '')
  return { name: credit.slice(0, found.index).trim(), guests }
}

/** How files say that an album is of several artists, folded. */
const variousNames = new Set([
  'various artists',
  'various',
  'various artist',
  'va',
  'v.a.',
  'v/a',
  'v.a',
  'verschiedene interpreten',
  'verschiedene',
  'diverse',
  'diverse interpreten',
  'artistes divers',
  'artisti vari',
  'varios artistas',
  'varios',
  'varios interpretes',
  'vari',
  'varia',
  'сборник',
  'разные исполнители',
  '여러 아티스트',
  '여러아티스트',
  'ヴァリアス・アーティスト',
  '群星'
])
/** MusicBrainz's own. */
export const variousMbid = '89ad4ac3-39f7-470e-963a-56509c546377'

export const isVarious = (key: string): boolean => variousNames.has(key)
