import type { PageBridge } from '#contract/bridge.ts'

/**
 * A server that comes back may be another edition, whose page asks other things: then that page takes the place of this one.
 * Which is which is told by the name of the script, which a build makes of its content.
 */
export function reloadWhenReplaced(bridge: PageBridge): void {
  bridge.on('engine.changed', ({ state }) => {
    if (state === 'running') void isReplaced().then(replaced => replaced && location.reload())
  })
}

async function isReplaced(): Promise<boolean> {
  const ours = document.querySelector('script[src]')?.getAttribute('src')
  // Not answered, or no longer let in: there is no page to change to.
  const answer = await fetch(location.href, { cache: 'no-store' }).catch(() => null)
  return ours != null && answer?.ok === true && !(await answer.text()).includes(ours)
}
