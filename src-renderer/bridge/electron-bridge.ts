import type { PageBridge } from '#contract/bridge.ts'
import { EarshotError, toError } from '#contract/errors.ts'
import type { PreloadBridge } from '#contract/preload.ts'
import type { Input, Output, RequestName } from '#contract/requests.ts'

/** Makes of the preload's plain data what the rest of the page expects: errors that are thrown, signals that cancel. */
export function electronBridge(preload: PreloadBridge): PageBridge {
  const call = async <N extends RequestName>(
    name: N,
    input: Input<N>,
    signal?: AbortSignal
  ): Promise<Output<N>> => {
    if (signal?.aborted) throw new EarshotError('cancelled', 'Cancelled.')
    let cancel: (() => void) | undefined
    const onAbort = (): void => cancel?.()
    signal?.addEventListener('abort', onAbort, { once: true })
    try {
      const outcome = await preload.call(name, input, given => (cancel = given))
      if (!outcome.ok) throw toError(outcome.error)
      return outcome.value as Output<N>
    } finally {
      signal?.removeEventListener('abort', onAbort)
    }
  }
  return {
    shape: 'electron',
    call,
    on: (name, listener) => preload.on(name, listener),
    pathOf: file => preload.pathOf(file),
    mediaUrl: trackId => preload.mediaUrl(trackId)
  }
}
