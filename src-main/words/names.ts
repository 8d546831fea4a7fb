import type { Named, NameField } from '#contract/named.ts'

const fields = {
  title: 'title',
  artist: 'artist',
  album: 'album',
  genre: 'genre',
  file: 'file name',
  passage: 'cue sheet'
} as const satisfies Record<NameField, string>

/** "title, artist": where the names stand that were found. */
export function namedText({ fields: where, misspelt }: Named): string {
  const text = where.length > 0 ? where.map(field => fields[field]).join(', ') : 'names'
  return misspelt ? `${text}, spelt otherwise` : text
}
