export const smallHeap: Record<string, string>
export function startSmall(args: readonly string[]): void
