import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

/** What lies beside src-main lies beside the built out/main too: two folders up from here, in source and bundle alike. */
const beside = (...parts: string[]): string => resolve(import.meta.dirname, '../..', ...parts)

export const modelsFolder = beside('models')
/** The built page. */
export const rendererFolder = beside('out', 'renderer')

/** What lies there now calls itself; null while it is being replaced, or gone. */
export function installedVersion(): string | null {
  try {
    return (JSON.parse(readFileSync(beside('package.json'), 'utf8')) as { version: string }).version
  } catch {
    return null
  }
}
