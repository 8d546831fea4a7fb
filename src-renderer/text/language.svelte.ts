import type { Language, Settings } from '#contract/settings.ts'
import { en } from './en/en.ts'
import { ko } from './ko/ko.ts'
import type { Messages } from './messages.ts'

const spoken: Record<Language, Messages> = { en, ko }

type Choice = Settings['language']

let chosen = $state.raw<() => Choice>(() => 'en')

const language: Language = $derived.by(() => {
  const choice = chosen()
  return choice === 'system' ? (/^ko\b/i.test(navigator.language) ? 'ko' : 'en') : choice
})

/** The words of the language that is spoken now; who reads them in the page follows a change. */
export const messages = (): Messages => spoken[language]

/** From now on the whole window speaks what is chosen there. `system`: Korean where the system is, English elsewhere. */
export function speak(choice: () => Choice): void {
  chosen = choice
}

/** Says in the page which language it is in, for those who read it aloud. */
export const inLanguage = ({ documentElement }: Document): void => {
  documentElement.lang = language
}
