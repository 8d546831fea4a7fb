export type WorkerName =
  | 'analysis'
  | 'analysis-apart'
  | 'backup'
  | 'covers'
  | 'doubles'
  | 'map'
  | 'metadata'
  | 'model-check'
  | 'playlist-reader'
  | 'search'
  | 'tag-writer'
  | 'watch'

/**
 * Where a worker's code lies: beside this file, as TypeScript when run from source and as JavaScript in the bundle
 * (which puts all main entries flat in one folder).
 */
export function workerFile(name: WorkerName, beside: string = import.meta.url): URL {
  const extension = beside.endsWith('.ts') ? 'ts' : 'js'
  return new URL(`./${name}.worker.${extension}`, beside)
}

/**
 * Where a part of the resources lies, which are beside src-main and beside the built out alike: three folders up from
 * here, two in the bundle.
 */
export function resource(name: string, beside: string = import.meta.url): URL {
  const up = beside.endsWith('.ts') ? '../../..' : '../..'
  return new URL(`${up}/resources/${name}`, beside)
}
