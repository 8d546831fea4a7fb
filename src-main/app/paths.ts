import { app } from 'electron'
import { join } from 'node:path'
import { defaultDataFolder } from '../engine/data-folder.ts'

/** Where everything is. Bundled, this file lies in out/main. */
export interface Paths {
  /** The library: the same for the window, the command line and the server. */
  data: string
  /** What Chromium keeps for the window; inside the data folder, so that one lock guards both. */
  profile: string
  models: string
  /** Where a package has its own ffmpeg, if it has one; null in a clone. */
  decoder: string | null
  page: string
  preload: string
  engine: string
}

export function findPaths(): Paths {
  const data = defaultDataFolder()
  return {
    data,
    profile: join(data, 'window'),
    // In a package the models lie outside the archive: the inference library maps them as files.
    models: join(app.isPackaged ? process.resourcesPath : app.getAppPath(), 'models'),
    decoder: app.isPackaged ? join(process.resourcesPath, 'ffmpeg') : null,
    page: join(import.meta.dirname, '../renderer'),
    preload: join(import.meta.dirname, '../preload/preload.cjs'),
    engine: join(import.meta.dirname, 'engine.process.js')
  }
}
