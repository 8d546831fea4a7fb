import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { fuses } from './config.ts'

/** A fuse of Electron by the name that the configuration has for it. */
const named = {
  runAsNode: FuseV1Options.RunAsNode,
  enableCookieEncryption: FuseV1Options.EnableCookieEncryption,
  enableNodeOptionsEnvironmentVariable: FuseV1Options.EnableNodeOptionsEnvironmentVariable,
  enableNodeCliInspectArguments: FuseV1Options.EnableNodeCliInspectArguments,
  enableEmbeddedAsarIntegrityValidation: FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
  onlyLoadAppFromAsar: FuseV1Options.OnlyLoadAppFromAsar,
  loadBrowserProcessSpecificV8Snapshot: FuseV1Options.LoadBrowserProcessSpecificV8Snapshot,
  grantFileProtocolExtraPrivileges: FuseV1Options.GrantFileProtocolExtraPrivileges
} as const

type Name = keyof typeof named
export type Fuses = Record<Name, boolean>

const ofEach = (value: (name: Name) => boolean): Fuses =>
  Object.fromEntries((Object.keys(named) as Name[]).map(name => [name, value(name)])) as Fuses

/** As they are set in a program (macOS: an app). */
export async function readFuses(program: string): Promise<Fuses> {
  const wire = await getCurrentFuseWire(program)
  return ofEach(name => String.fromCharCode(Number(wire[named[name]])) === '1')
}

/** As they are to be. */
export const wantedFuses = (): Fuses => ofEach(name => fuses[name] === true)
