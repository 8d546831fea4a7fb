import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Where Linux has a folder for each supply of power. */
const supplies = '/sys/class/power_supply'

/**
 * Whether the machine runs on a battery: one of it, or a UPS, is being emptied, and no mains adapter is plugged in. Null
 * where nothing tells: elsewhere than on Linux, and on machines without a battery.
 */
export function onBattery(folder = supplies): boolean | null {
  let emptied: boolean | null = null
  for (const name of namesIn(folder)) {
    const said = (what: string): string => textOf(join(folder, name, what))
    const type = said('type')
    if (type === 'Mains' && said('online') === '1') return false
    // The battery of a mouse says so.
    if ((type === 'Battery' || type === 'UPS') && said('scope') !== 'Device')
      emptied = emptied === true || said('status') === 'Discharging'
  }
  return emptied
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch {
    return ''
  }
}
