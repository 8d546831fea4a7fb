/** Shells touch files too (playing a track, choosing a folder): the same way of writing odd paths for them. */
export { pathForFs, pathFromBytes } from '../core/files/paths.ts'
