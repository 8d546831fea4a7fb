import type { PageBridge } from '#contract/bridge.ts'
import { bridgeGlobal } from '#contract/names.ts'
import type { PreloadBridge } from '#contract/preload.ts'
import { electronBridge } from './electron-bridge.ts'
import { reloadWhenReplaced } from './replaced.ts'
import { openSocketBridge } from './socket-bridge.ts'

declare global {
  interface Window {
    [bridgeGlobal]?: PreloadBridge
  }
}

/** The page's way to the engine: what the preload put there, else the server the page came from. */
export async function connect(): Promise<PageBridge> {
  const preload = window[bridgeGlobal]
  if (preload) return electronBridge(preload)
  const bridge = await openSocketBridge(location.href)
  reloadWhenReplaced(bridge)
  return bridge
}
