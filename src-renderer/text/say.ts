import { en } from './en/en.ts'
import { messages } from './language.svelte.ts'
import type { Messages } from './messages.ts'

/** The same tree, each word of which is read anew: a part that somebody holds speaks another language once that is chosen. */
function live<Part extends object>(shape: Part, now: () => Part): Part {
  const part = {} as Part
  for (const name of Object.keys(shape) as (keyof Part)[]) {
    const word = shape[name]
    const isGroup = typeof word === 'object' && word !== null && !Array.isArray(word)
    const group = isGroup ? live(word, () => now()[name] as typeof word) : null
    Object.defineProperty(part, name, { enumerable: true, get: () => group ?? now()[name] })
  }
  return part
}

/** The words of the window, in the language it speaks. */
export const say: Messages = live<Messages>(en, messages)
