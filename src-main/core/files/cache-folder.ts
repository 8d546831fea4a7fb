import { join } from 'node:path'

/** Where a data folder has what can be made again. */
export const cacheFolder = (dataFolder: string): string => join(dataFolder, 'cache')
