import type { Language } from '../language.ts'
import { chinese } from './chinese.ts'
import { french } from './french.ts'
import { german } from './german.ts'
import { italian } from './italian.ts'
import { japanese } from './japanese.ts'
import { korean } from './korean.ts'
import { portuguese } from './portuguese.ts'
import { russian } from './russian.ts'
import { spanish } from './spanish.ts'

/** Every language with a glossary; of two that know a text equally well, the first. */
export const languages: readonly Language[] = [
  korean,
  chinese,
  japanese,
  russian,
  spanish,
  french,
  german,
  italian,
  portuguese
]
