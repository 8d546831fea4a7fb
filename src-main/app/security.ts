import { app, session, shell, type WebContents } from 'electron'
import { pageOrigin } from '#contract/names.ts'

/** The only places a link may lead to, outside, in the user's own browser. */
const outsideHosts = new Set(['ffmpeg.org', 'github.com', 'creativecommons.org', 'opensource.org'])

/** May be asked for by the page: the only one that there is, as it cannot be led away. */
const allowed = 'notifications'

/** The page can show itself, ask the bridge and notify; it gets no other permission, no window, no other address. */
export function secure(): void {
  session.defaultSession.setPermissionRequestHandler((_contents, permission, answer) =>
    answer(permission === allowed)
  )
  session.defaultSession.setPermissionCheckHandler((_contents, permission) => permission === allowed)
  // Serial ports, HID and USB: also those that were granted once. Bluetooth and screens have no handler, which denies them.
  session.defaultSession.setDevicePermissionHandler(() => false)
  app.on('web-contents-created', (_event, contents) => confine(contents))
}

/** True for the page's own addresses. */
export function isPage(url: string): boolean {
  return url === pageOrigin || url.startsWith(`${pageOrigin}/`)
}

/** True for addresses that may be opened in the user's browser. */
function mayOpenOutside(url: string): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, hostname, username, password, port } = new URL(url)
  return protocol === 'https:' && !username && !password && !port && outsideHosts.has(hostname)
}

function confine(contents: WebContents): void {
  contents.on('will-navigate', event => {
    if (!isPage(event.url)) event.preventDefault()
  })
  contents.on('will-frame-navigate', event => {
    if (!event.isMainFrame || !isPage(event.url)) event.preventDefault()
  })
  contents.on('will-redirect', event => {
    if (!isPage(event.url)) event.preventDefault()
  })
  contents.on('will-attach-webview', event => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    if (mayOpenOutside(url)) void shell.openExternal(url)
    return { action: 'deny' }
  })
}
