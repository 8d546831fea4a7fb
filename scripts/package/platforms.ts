/** Where a package runs, in the words of Node. */
export interface Platform {
  os: 'linux' | 'darwin' | 'win32'
  cpu: 'x64' | 'arm64'
}

/** For which onnxruntime-node brings its library: neither macOS on Intel nor musl. */
const platforms: readonly Platform[] = [
  { os: 'linux', cpu: 'x64' },
  { os: 'linux', cpu: 'arm64' },
  { os: 'darwin', cpu: 'arm64' },
  { os: 'win32', cpu: 'x64' },
  { os: 'win32', cpu: 'arm64' }
]

export const nameOf = ({ os, cpu }: Platform): string => `${os}-${cpu}`

/** Raises RangeError for one that no package can be made for. */
export function platformOf(name: string = `${process.platform}-${process.arch}`): Platform {
  const found = platforms.find(one => nameOf(one) === name)
  if (found) return found
  throw new RangeError(`No package can be made for ${name}, only for ${platforms.map(nameOf).join(', ')}.`)
}
