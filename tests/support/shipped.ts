import { fileURLToPath } from 'node:url'
import { loadRegistry } from '../../src-main/core/inference/registry.ts'

/** The model that comes along, whichever it is by now. */
export const shipped = loadRegistry(fileURLToPath(new URL('../../models', import.meta.url))).default
