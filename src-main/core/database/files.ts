import { join } from 'node:path'

/** 'EARS', in the header of every database of ours: a foreign file is told by it. */
export const applicationId = 0x45415253

/** Where the database of a data folder lies. */
export function databaseFile(dataFolder: string): string {
  return join(dataFolder, 'earshot.db')
}
