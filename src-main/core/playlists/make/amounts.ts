/** Numbers and lengths as people write them. */
const named: Record<string, number> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  ninety: 90,
  hundred: 100
}

/** A number in digits or as one word, for a regular expression. */
export const amount = `(?:\\d{1,4}(?:[.,]\\d)?|${Object.keys(named).join('|')})`

export function readAmount(text: string): number {
  const plain = text.trim().toLowerCase()
  return named[plain] ?? Number(plain.replace(',', '.'))
}

/** "12 tracks", "1 track". */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`

/** "1 h 05 min", "45 min". */
export function spoken(seconds: number): string {
  const minutes = Math.round(seconds / 60)
  if (minutes < 60) return `${minutes} min`
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`
}
