import { InvalidArgumentError } from 'commander'

/** Reads an option that is an amount; the command line is wrong where it is none. */
export const amount =
  (least: number, most: number) =>
  (text: string): number => {
    const value = Number(text)
    if (text.trim() !== '' && value >= least && value <= most) return value
    throw new InvalidArgumentError(`It must be a number from ${least} to ${most}.`)
  }

/** Reads an option that counts; without `most`, as far as numbers go. */
export const whole =
  (least: number, most?: number) =>
  (text: string): number => {
    const value = Number(text)
    const inside = value >= least && value <= (most ?? Number.MAX_SAFE_INTEGER)
    if (text.trim() !== '' && Number.isInteger(value) && inside) return value
    const end = most === undefined ? '' : ` to ${most}`
    throw new InvalidArgumentError(`It must be a whole number from ${least}${end}.`)
  }

/** For `--limit`. */
export const atLeastOne: (text: string) => number = whole(1, 100_000)

/** The number of a plan, a batch or a change. */
export const idOf: (text: string) => number = whole(1)
