/** Text as it is compared and sorted: no case, no accents ("Björk" beside "bjork"). SQLite knows it as `fold`. */
export function fold(text: unknown): string {
  const plain = typeof text === 'string' ? text : ''
  // eslint-disable-next-line no-control-regex -- the whole of ASCII, the common case, needs no more
  if (/^[\u0000-\u007f]*$/.test(plain)) return plain.toLowerCase()
  // Korean syllables are put together again, and Japanese keeps the marks that make other sounds: as the full text has
  // them.
  return plain
    .normalize('NFKD')
    .replace(/[\p{M}--[\u3099\u309a]]/gv, '')
    .normalize('NFC')
    .toLowerCase()
}
