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
