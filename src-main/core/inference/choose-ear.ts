import type { Ear } from './audio-tower.ts'
import { openEar } from './open-ear.ts'
import type { EarSpec } from './open-ear.ts'
import { chooseProvider, knownToLack, probeTower } from './providers.ts'
import type { ChoosingProviders, ProviderChoice } from './providers.ts'

/**
 * Chooses a provider and opens the tower on it: the one that was tried, where it was. Throws what the CPU's own probe
 * throws, and `model-corrupt`.
 */
export async function chooseEar(
  spec: EarSpec,
  choosing: Pick<ChoosingProviders, 'key' | 'memory' | 'candidates'>
): Promise<{ tower: Ear; choice: ProviderChoice }> {
  const tried = new Map<string, Ear>()
  const probe: ChoosingProviders['probe'] = async name => {
    const tower = await openEar(spec, name)
    tried.set(name, tower)
    return probeTower(tower)
  }
  let chosen: Ear | undefined
  try {
    const choice = await chooseProvider({ lacks: knownToLack, ...choosing, probe })
    chosen = tried.get(choice.provider)
    return { tower: chosen ?? (await openEar(spec, choice.provider)), choice }
  } finally {
    for (const tower of tried.values()) if (tower !== chosen) await tower.release()
  }
}
