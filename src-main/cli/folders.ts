import { resolve } from 'node:path'

/** What lies beside src-main lies beside the built out/main too: two folders up from here, in source and bundle alike. */
const beside = (...parts: string[]): string => resolve(import.meta.dirname, '../..', ...parts)

export const modelsFolder = beside('models')
/** The built page. */
export const rendererFolder = beside('out', 'renderer')
