import type { Page } from '@playwright/test'

/** Texts in sight with a contrast below 4.5:1 against what lies behind them; what is switched off is left out. */
export const poorContrasts = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!
    /** Any CSS colour as the bytes it is drawn with over another one. */
    const drawn = (colours: string[]): number[] => {
      canvas.clearRect(0, 0, 1, 1)
      for (const colour of colours) {
        canvas.fillStyle = colour
        canvas.fillRect(0, 0, 1, 1)
      }
      return [...canvas.getImageData(0, 0, 1, 1).data]
    }
    const luminance = (bytes: number[]): number => {
      const [r, g, b] = bytes.map(byte => {
        const part = byte / 255
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
      })
      return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!
    }
    const poor: string[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) {
      const text = walker.currentNode.textContent!.trim()
      const element = walker.currentNode.parentElement!
      if (!text || element.closest('.visually-hidden, :disabled, .disabled, option')) continue
      if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue
      // Laid out under what is drawn in another place.
      if (getComputedStyle(element).color === 'rgba(0, 0, 0, 0)') continue
      const behind: string[] = []
      for (let at: Element | null = element; at; at = at.parentElement)
        behind.unshift(getComputedStyle(at).backgroundColor)
      const ground = drawn(behind)
      const ink = drawn([...behind, getComputedStyle(element).color])
      const [low, high] = [luminance(ground), luminance(ink)].sort((a, b) => a - b)
      const contrast = (high! + 0.05) / (low! + 0.05)
      if (contrast < 4.5) poor.push(`${contrast.toFixed(2)} ${text.slice(0, 40)}`)
    }
    return [...new Set(poor)]
  })
