/** Shells touch files too (playing a track, writing a plan): the same odd paths, errors and whole files for them. */
export { fileError, systemCode } from '../core/files/errors.ts'
export { pathForFs, pathFromBytes } from '../core/files/paths.ts'
export { tighten as tightenFile } from '../core/files/tighten.ts'
export { makeWhole, writeWhole } from '../core/files/whole-file.ts'
