import type { CoverSound } from '#contract/covers.ts'

/** Standard deviations beyond which a colour goes no further. */
const most = 2

const within = (value: number): number => Math.min(most, Math.max(-most, value)) / most

/**
 * A background for a track without a picture, made of how it sounds: from blue (dark) over green to amber (bright), the
 * stronger the more energy. Two tracks that sound alike look alike.
 */
export function madeCover({ energy, valence }: Pick<CoverSound, 'energy' | 'valence'>): string {
  const hue = Math.round(165 - 105 * within(valence))
  const chroma = (0.075 + 0.055 * within(energy)).toFixed(3)
  const light = (0.5 + 0.05 * within(valence)).toFixed(3)
  const stop = (turn: number, lighter: number): string =>
    `oklch(${(Number(light) + lighter).toFixed(3)} ${chroma} ${(hue + turn + 360) % 360})`
  return `linear-gradient(135deg, ${stop(-18, 0.1)}, ${stop(22, -0.08)})`
}
