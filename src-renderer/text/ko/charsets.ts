import type { Charset } from '#contract/charsets.ts'

/** What a character set is for. */
export const charsetNames: Record<Charset, string> = {
  'windows-1252': '서유럽어 (windows-1252)',
  'windows-1250': '중부 유럽어 (windows-1250)',
  'windows-1251': '키릴 문자 (windows-1251)',
  'koi8-r': '키릴 문자 (koi8-r)',
  'iso-8859-7': '그리스어 (iso-8859-7)',
  'windows-1254': '튀르키예어 (windows-1254)',
  shift_jis: '일본어 (shift_jis)',
  'euc-jp': '일본어 (euc-jp)',
  gbk: '중국어 간체 (gbk)',
  big5: '중국어 번체 (big5)',
  'euc-kr': '한국어 (euc-kr)'
}
