import { app, session, shell, type WebContents } from 'electron'
import { pageOrigin } from '#contract/names.ts'

/** The only places a link may lead to, outside, in the user's own browser. */
const outsideHosts = new Set(['ffmpeg.org', 'github.com', 'creativecommons.org', 'opensource.org'])

/** What the page may ask for. */
const allowed = new Set(['notifications', 'speaker-selection'])

/**
 * The page can show itself, ask the bridge, notify and choose what its sound comes out of; it gets no other permission, no
 * window, no other address.
 */
export function secure(): void {
  session.defaultSession.setPermissionRequestHandler((_contents, permission, answer, { requestingUrl }) =>
    answer(allowed.has(permission) && isPage(requestingUrl))
  )
  session.defaultSession.setPermissionCheckHandler((_contents, permission, origin, { mediaType }) => {
    // Chromium tells the names of outputs to whom it may tell those of microphones. None is opened: that is a request.
    const named = permission === 'media' && mediaType === 'audio'
    return (named || allowed.has(permission)) && isPage(origin)
  })
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
