import type { Language } from '../language.ts'
import { simplified } from './chinese-characters.ts'

export const chinese: Language = {
  code: 'zh',
  file: 'chinese',
  scripts: ['han'],
  spaced: false,
  spelling: text => text.replace(/\p{Script=Han}/gu, character => simplified.get(character) ?? character),
  stems: () => []
}
