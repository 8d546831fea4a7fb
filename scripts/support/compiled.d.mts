export function userCache(platform?: string, env?: NodeJS.ProcessEnv, home?: string): string
export function compiledFolder(root: string): string
export function keepCompiled(folder: string): void
