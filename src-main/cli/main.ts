import { beginSearch } from '../engine/begin-search.ts'
import { asksForSounds } from './asks-for-sounds.ts'

/**
 * The command line as a process. What will ask the thread of the search has it loaded beside the program, of which nothing
 * else is read before.
 */
const args = process.argv.slice(2)
const searchThread = asksForSounds(args) ? beginSearch() : undefined
const { runProcess } = await import('./process.ts')
process.exitCode = await runProcess(args, { searchThread })
await searchThread?.close()
