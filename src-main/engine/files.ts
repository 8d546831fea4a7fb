/** Shells touch files too (playing a track, choosing a folder): the same odd paths and the same errors for them. */
export { fileError } from '../core/files/errors.ts'
export { pathForFs, pathFromBytes } from '../core/files/paths.ts'
