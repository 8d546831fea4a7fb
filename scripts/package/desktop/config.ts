import { join } from 'node:path'
import type { Configuration } from 'electron-builder'
import { appId, appName } from '../../../src-main/contract/names.ts'
import { inDist, readJson, root } from '../places.ts'
import { nameOf, type Platform } from '../platforms.ts'
import type { DesktopStage } from './stage.ts'

/**
 * What has to be a file of the system: libraries that it loads, and what they load themselves; and what is under the LGPL, which
 * anybody may put another version in the place of (docs/licences.md), with an archive that is checked as without.
 */
const unpacked = [
  '**/*.{node,dll,dylib,so,so.*,wasm}',
  'node_modules/{@audio,@wasm-audio-decoders,codec-parser,mpg123-decoder}/**'
]

/** Playlists that the system offers Earshot for, beside the program that it opens them with. */
const associations = [
  { ext: 'm3u8', name: 'Playlist (M3U8)', mimeType: 'application/vnd.apple.mpegurl' },
  { ext: 'xspf', name: 'Playlist (XSPF)', mimeType: 'application/xspf+xml' }
]

/**
 * Switches in Electron's program. The engine is a utility process and nothing is started by way of Electron as Node, so that the app
 * is no interpreter for whoever finds it: it runs what is in its archive, as it was packed, and nothing else.
 */
export const fuses: NonNullable<Configuration['electronFuses']> = {
  runAsNode: false,
  enableCookieEncryption: true,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  loadBrowserProcessSpecificV8Snapshot: false,
  grantFileProtocolExtraPrivileges: false,
  // A program for Apple's processors has to be signed, if by nobody: changing it takes that away.
  resetAdHocDarwinSignature: true
}

interface Made {
  platform: Platform
  stage: DesktopStage
  /** A folder with Electron's program; else electron-builder fetches it. */
  electronDist?: string
  /** Where packages are put. */
  output?: string
}

const own = import.meta.dirname

export function desktopConfig({ platform, stage, electronDist, output = inDist() }: Made): Configuration {
  return {
    appId,
    productName: appName,
    copyright: 'The Earshot authors. MIT licence; see licences.',
    electronVersion: readJson(join(root, 'node_modules', 'electron', 'package.json')).version,
    ...(electronDist === undefined ? {} : { electronDist }),
    directories: { app: stage.app, output: join(output, `desktop-${nameOf(platform)}`), buildResources: own },
    // Code stays in the archive, whose integrity is checked, even beside a library.
    asar: { smartUnpack: false },
    asarUnpack: unpacked,
    // What is staged is what is needed, for this platform: nothing is built or fetched for it.
    npmRebuild: false,
    nodeGypRebuild: false,
    files: ['**/*', '!**/{.prettierignore,rollup.config.js}'],
    extraResources: [{ from: stage.beside, to: '.' }],
    electronFuses: fuses,
    // The window speaks English; Chromium's own words come along in no other language.
    electronLanguages: ['en-US'],
    // No release channel, no look-out for updates: app/updates.ts says what changes once there is one.
    publish: null,
    artifactName: 'earshot-${version}-${os}-${arch}.${ext}',
    linux: {
      target: ['AppImage', 'deb'],
      // `earshot` is the command line, which may be there as well.
      executableName: 'earshot-desktop',
      category: 'AudioVideo',
      synopsis: 'find your own music by describing it',
      fileAssociations: associations,
      // M3U8 goes by two names.
      mimeTypes: ['audio/x-mpegurl'],
      icon: join(own, 'icons'),
      desktop: { entry: { GenericName: 'Music finder', Keywords: 'music;search;tags;playlist;' } }
    },
    deb: {
      packageName: 'earshot-desktop',
      packageCategory: 'sound',
      depends: [
        ...['ffmpeg', 'libasound2 | libasound2t64', 'libatspi2.0-0', 'libgbm1', 'libgtk-3-0 | libgtk-3-0t64'],
        ...['libnss3', 'libnotify4', 'libsecret-1-0', 'libuuid1', 'libxss1', 'libxtst6', 'xdg-utils']
      ],
      recommends: ['bubblewrap']
    },
    win: { target: ['nsis'], icon: join(own, 'icons', '512x512.png') },
    nsis: {
      oneClick: false,
      perMachine: false,
      allowToChangeInstallationDirectory: true,
      // The library is its owner's.
      deleteAppDataOnUninstall: false,
      differentialPackage: false,
      // As electron-builder has it, an association takes the files from the program that opened them so far.
      include: join(own, 'open-with.nsh')
    },
    mac: {
      // Inference has no library for Intel's: a universal app would start there and hear nothing.
      target: [{ target: 'dmg', arch: 'arm64' }],
      category: 'public.app-category.music',
      fileAssociations: associations.map(one => ({ ...one, role: 'Viewer', rank: 'Alternate' })),
      minimumSystemVersion: '12.0',
      icon: join(own, 'icons', '512x512.png'),
      hardenedRuntime: true,
      gatekeeperAssess: false,
      entitlements: join(own, 'entitlements.plist'),
      entitlementsInherit: join(own, 'entitlements.plist')
    }
  }
}
