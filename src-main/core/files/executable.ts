import { accessSync, constants, statSync } from 'node:fs'

/** Whether there is a program at a path that may be started from here. */
export function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}
