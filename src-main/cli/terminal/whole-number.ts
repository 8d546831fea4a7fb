import { InvalidArgumentError } from 'commander'

/** Reads an option that counts; the command line is wrong where it does not. */
export function wholeNumber(text: string, least: number, most: number): number {
  const value = Number(text)
  if (text.trim() !== '' && Number.isInteger(value) && value >= least && value <= most) return value
  throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`)
}

/** For `--limit`. */
export const atLeastOne = (text: string): number => wholeNumber(text, 1, 100_000)
