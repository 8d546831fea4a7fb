import { createInterface } from 'node:readline/promises'
import type { Session } from '../session.ts'

/**
 * Asks before files are changed. Where nobody can answer (no terminal), the answer is no, and how to say yes is told.
 */
export async function confirm(
  { terminal, signal }: Pick<Session, 'terminal' | 'signal'>,
  question: string
): Promise<boolean> {
  if (!process.stdin.isTTY) {
    terminal.note(`${question} Add --yes to go on without being asked.`)
    return false
  }
  const lines = createInterface({ input: process.stdin, output: process.stderr })
  try {
    const answer = await lines.question(`${question} Go on? [y/N] `, { signal })
    return /^y(es)?$/i.test(answer.trim())
  } finally {
    lines.close()
  }
}
