import type { Charset } from '#contract/charsets.ts'

/** What a character set is for. */
export const charsetNames = {
  'windows-1252': 'Western European (windows-1252)',
  'windows-1250': 'Central European (windows-1250)',
  'windows-1251': 'Cyrillic (windows-1251)',
  'koi8-r': 'Cyrillic (koi8-r)',
  'iso-8859-7': 'Greek (iso-8859-7)',
  'windows-1254': 'Turkish (windows-1254)',
  shift_jis: 'Japanese (shift_jis)',
  'euc-jp': 'Japanese (euc-jp)',
  gbk: 'Simplified Chinese (gbk)',
  big5: 'Traditional Chinese (big5)',
  'euc-kr': 'Korean (euc-kr)'
} as const satisfies Record<Charset, string>
