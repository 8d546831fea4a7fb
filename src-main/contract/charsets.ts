/**
 * Character sets that texts of old tags may be in, where they do not say it: names that TextDecoder knows, the usual one
 * first.
 */
export const charsets = [
  'windows-1252',
  'windows-1250',
  'windows-1251',
  'koi8-r',
  'iso-8859-7',
  'windows-1254',
  'shift_jis',
  'euc-jp',
  'gbk',
  'big5',
  'euc-kr'
] as const

export type Charset = (typeof charsets)[number]
