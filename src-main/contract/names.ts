/** Names that appear on both sides of a boundary. */
export const appName = 'Earshot'
/** By which systems know the app. No address of anybody's: it is settled before the first release, and never changes after. */
export const appId = 'earshot.Earshot'

/** The page's own origin in Electron, and the scheme tracks are played through. */
export const pageScheme = 'app'
export const pageOrigin = 'app://bundle'
export const mediaScheme = 'media'

/** The global the preload puts on the page. */
export const bridgeGlobal = 'earshot'
