/** Colours of the map by class, 0..1: nothing known, up to eight, and all others; read of the page, so that a theme has its own. */
export const mostClasses = 10

/** How the style sheet calls them: one after the other in time, or apart from each other. */
export const colourOf = (kind: 'none' | 'other' | 'decade' | 'genre' | 'playlist', number: number): string =>
  kind === 'none' || kind === 'other'
    ? `var(--map-${kind})`
    : `var(--map-${kind === 'decade' ? 'year-' : ''}${number})`

/** Red, green and blue of some colours, as the page shows them now. */
export function readColours(host: HTMLElement, colours: readonly string[]): Float32Array {
  const probe = document.createElement('span')
  host.append(probe)
  const read = Float32Array.from(
    colours.flatMap(colour => {
      probe.style.color = colour
      const [red = 0, green = 0, blue = 0] = (getComputedStyle(probe).color.match(/[\d.]+/g) ?? []).map(
        Number
      )
      return [red / 255, green / 255, blue / 255]
    })
  )
  probe.remove()
  return read
}
