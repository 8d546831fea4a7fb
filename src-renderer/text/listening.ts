/** What is known of a track being played, and what it is worth to its owner. */
export const listening = {
  rating: 'Your rating',
  rate: (stars: number): string => `${stars} of 5 stars`,
  unrate: (stars: number): string => `${stars} of 5 stars: take the rating away`,
  played: (plays: number, at: number | null): string => {
    if (plays === 0) return 'Not played yet'
    const times = plays === 1 ? 'Played once' : `Played ${plays.toLocaleString('en')} times`
    return at === null
      ? times
      : `${times}, last on ${new Date(at).toLocaleDateString('en', { dateStyle: 'medium' })}`
  }
}
