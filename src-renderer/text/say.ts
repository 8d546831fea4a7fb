import { en } from './en/en.ts'
import type { Messages } from './messages.ts'

/** The words of the window, in the language it speaks. */
export const say: Messages = en
