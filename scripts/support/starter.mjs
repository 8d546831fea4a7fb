/** For what was started by npx: a signal that ends npx ends the shell it uses, and reaches nobody below it. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** Milliseconds between two looks at whether npx is still there; where it takes a program to look, less often. */
const lookEvery = process.platform === 'linux' ? 500 : 5000

/** Ends this process, as SIGTERM does, once the npx or npm that started it has ended. Elsewhere it does nothing. */
export function endWithStarter() {
  if (process.env.npm_command === undefined || process.platform === 'win32') return
  const parent = process.ppid
  // Whose starter has ended gets another parent at once, even while the ended one is still listed.
  const starter = parentOf(parent)
  const look = setInterval(() => {
    if (process.ppid === parent && parentOf(parent) === starter) return
    clearInterval(look)
    process.kill(process.pid, 'SIGTERM')
  }, lookEvery)
  look.unref()
}

/** 0 where nobody can tell. */
function parentOf(id) {
  try {
    if (process.platform === 'linux') {
      // The name in brackets may hold anything; the parent is the second word after it.
      const stat = readFileSync(`/proc/${id}/stat`, 'utf8')
      return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
    }
    return Number(execFileSync('ps', ['-o', 'ppid=', '-p', String(id)], { encoding: 'utf8' }))
  } catch {
    return 0
  }
}
