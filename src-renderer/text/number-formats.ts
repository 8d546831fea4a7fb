interface DateStyles {
  dateStyle: 'medium' | 'long'
  timeStyle: 'short'
}

const sizes = ['B', 'kB', 'MB', 'GB', 'TB']

/** Numbers, sizes and days as a place writes them; `locale` is a language tag. */
export function numberFormats(locale: string, { dateStyle, timeStyle }: DateStyles) {
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 })
  const byDigits = [0, 1, 2, 3, 4].map(
    digits => new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits })
  )
  const days = new Intl.DateTimeFormat(locale, { dateStyle })
  const moments = new Intl.DateTimeFormat(locale, { dateStyle, timeStyle })
  const order = new Intl.Collator(locale)

  const decimal = (value: number, digits: 0 | 1 | 2 | 3 | 4): string => byDigits[digits]!.format(value)

  function bytes(value: number): string {
    let size = value
    let unit = 0
    while (size >= 1000 && unit < sizes.length - 1) {
      size /= 1000
      unit++
    }
    return `${decimal(size, size < 10 && unit > 0 ? 1 : 0)} ${sizes[unit]}`
  }

  return {
    count: (value: number): string => whole.format(Math.round(value)),
    decimal,
    bytes,
    /** Standard deviations with a sign: "+2.4". */
    signed: (value: number): string => `${value < 0 ? '−' : '+'}${decimal(Math.abs(value), 1)}`,
    /** A day, as people write it. */
    day: (time: number): string => days.format(time),
    /** A day and the time of day. */
    moment: (time: number): string => moments.format(time),
    /** For sorting names. */
    compare: (a: string, b: string): number => order.compare(a, b)
  }
}
