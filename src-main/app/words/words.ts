import { app } from 'electron'
import type { Caller } from '#contract/bridge.ts'
import type { Language, Settings } from '#contract/settings.ts'
import { en, type ShellWords } from './en.ts'
import { ko } from './ko.ts'

const spoken: Record<Language, ShellWords> = { en, ko }

/** As the window has it (src-renderer/text/language.svelte.ts). */
function wordsIn(choice: Settings['language']): ShellWords {
  if (choice !== 'system') return spoken[choice]
  return /^ko\b/i.test(app.getLocale()) ? ko : en
}

/** The words of the system's menu and dialogs, in the language that the window speaks; `changed` when that is another. */
export function followLanguage(engine: Caller, changed: () => void): () => ShellWords {
  let words = wordsIn('system')
  const apply = ({ language }: Settings): void => {
    const chosen = wordsIn(language)
    if (chosen === words) return
    words = chosen
    changed()
  }
  engine.on('settings.changed', apply)
  // Without an engine it stays as the system has it.
  engine.call('settings.get', {}).then(apply, () => undefined)
  return () => words
}
