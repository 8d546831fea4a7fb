import { EarshotError } from '#contract/errors.ts'
import type { Caller } from '#contract/bridge.ts'
import type { ParsedInput, RequestName } from '#contract/requests.ts'
import { gate } from '../shell/gate.ts'
import type { Roots } from './roots.ts'

/** The engine as a browser may use it: no dialogs of this machine, no path outside the roots, no program to run. */
export function browserShell(engine: Caller, roots: Roots): Caller {
  return gate(engine, {
    answers: {
      'shell.chooseFolders': () =>
        refuse('A browser has no dialog for folders of the server: use shell.browse.'),
      'shell.chooseDecoder': () =>
        refuse('The decoder can only be chosen on the machine itself: earshot decoder.'),
      'shell.browse': ({ path }) => roots.browse(path),
      'shell.reveal': () => refuse('The file manager of the server is not here.'),
      'shell.drag': () => refuse('The files of the server are not here.'),
      'shell.opened': () => Promise.resolve([])
    },
    permit: (name, input) => permit(roots, name, input)
  })
}

async function permit(roots: Roots, name: RequestName, input: unknown): Promise<void> {
  // Whoever names the decoder names a program that the server runs.
  if (name === 'settings.set' && (input as ParsedInput<'settings.set'>).ffmpeg !== undefined) {
    throw new EarshotError('not-supported-here', 'The decoder can only be chosen on the machine itself.')
  }
  // Nor does a page choose whom the server talks to.
  if (name === 'models.download' && (input as ParsedInput<'models.download'>).from !== undefined) {
    throw new EarshotError('not-supported-here', 'Another server can only be named on the machine itself.')
  }
  await Promise.all(pathsIn(name, input).map(path => roots.check(path)))
}

/** Paths that the engine would open because a browser named them. */
function pathsIn(name: RequestName, input: unknown): string[] {
  if (name === 'library.addFolders') return (input as ParsedInput<'library.addFolders'>).paths
  if (name === 'library.relocate') return [(input as ParsedInput<'library.relocate'>).to]
  if (name === 'search.similar') return (input as ParsedInput<'search.similar'>).paths
  if (name === 'library.retry') return (input as ParsedInput<'library.retry'>).paths ?? []
  if (name === 'models.inspect') return (input as ParsedInput<'models.inspect'>).paths
  if (name === 'models.add') return (input as ParsedInput<'models.add'>).paths
  if (name === 'playlists.export') return [(input as ParsedInput<'playlists.export'>).folder]
  if (name === 'playlists.exportTracks') return [(input as ParsedInput<'playlists.exportTracks'>).folder]
  if (name === 'playlists.setTarget') {
    const { target } = input as ParsedInput<'playlists.setTarget'>
    return target === null ? [] : [target.folder]
  }
  if (name === 'playlists.import') {
    const { path } = input as ParsedInput<'playlists.import'>
    return path === undefined ? [] : [path]
  }
  return []
}

const refuse = (message: string): Promise<never> =>
  Promise.reject(new EarshotError('not-supported-here', message))
