import { join } from 'node:path'
import { existsSync } from 'node:fs'
import type { BenchRow } from '../row.ts'
import { libraryIn } from './library.ts'
import { benchPlacing } from './placing.ts'
import { benchUse } from './use.ts'
import { benchWindow } from './window.ts'

/** The window over a large library: its albums told for the first time, then opened, typed into, and scrolled. */
export async function benchWholeWindow(work: string, modelsFolder: string): Promise<BenchRow[]> {
  const data = built(work, modelsFolder)
  return [...benchPlacing(data, work), ...(await benchWindow(data, modelsFolder))]
}

/** Whether page and server stay as large as they are while somebody uses them. */
export const benchLongUse = (work: string, modelsFolder: string, minutes: number): Promise<BenchRow[]> =>
  benchUse(built(work, modelsFolder), modelsFolder, minutes)

function built(work: string, modelsFolder: string): string {
  const page = join(import.meta.dirname, '../../../out/renderer/index.html')
  if (!existsSync(page)) throw new Error('The page is not built: npm run build')
  return libraryIn(work, modelsFolder)
}
