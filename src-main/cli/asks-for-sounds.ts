/** Commands that end only after a question to the thread of the search. */
export const soundCommands = ['search', 'similar', 'moments', 'make', 'path', 'describe', 'suggest']

/** What needs no library. */
const helping = ['help', '--help', '-h', '--version', '-V']

/**
 * Whether these arguments will ask for sounds, told before any command is known. What only searches for such a word begins the
 * thread in vain, beside its own work.
 */
export const asksForSounds = (args: readonly string[]): boolean =>
  args.some(arg => soundCommands.includes(arg)) && !args.some(arg => helping.includes(arg))
