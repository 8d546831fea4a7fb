import type { PageBridge } from '../../src-main/contract/bridge.ts'
import { connect } from '../../src-renderer/bridge/connect.ts'

declare global {
  interface Window {
    bridge?: PageBridge
    refused?: unknown
  }
}

/** A page with nothing but the bridge, for the tests beside it. */
connect().then(
  bridge => {
    window.bridge = bridge
  },
  (thrown: unknown) => {
    window.refused = thrown
  }
)
