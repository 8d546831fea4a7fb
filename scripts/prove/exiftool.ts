import { spawnSync } from 'node:child_process'

/** What exiftool shows of titles and composers; several values as it joins them, or the last of them. Null without it. */
export function exiftool(
  paths: readonly string[]
): Map<string, { title?: string; composer?: unknown }> | null {
  const args = ['-j', '-a', '-api', 'struct=1', '-charset', 'filename=utf8', '-Title', '-Composer', ...paths]
  const run = spawnSync(process.env.EXIFTOOL ?? 'exiftool', args, { encoding: 'utf8', maxBuffer: 2 ** 28 })
  if (run.error || run.stdout === '') return null
  const read = JSON.parse(run.stdout) as { SourceFile: string; Title?: unknown; Composer?: unknown }[]
  return new Map(
    read.map(({ SourceFile, Title, Composer }) => [
      SourceFile,
      { ...(Title === undefined ? {} : { title: String(Title) }), composer: Composer }
    ])
  )
}

/**
 * Ways in which it shows several values: with a slash or nothing between them, as a list, or the last alone. Letters that
 * take two units of UTF-16 it does not know there: six question marks each.
 */
export const waysToShow = (values: readonly string[]): unknown[] =>
  [values, values.map(value => value.replace(/[\u{10000}-\u{10ffff}]/gu, '??????'))].flatMap(all => [
    all.join('/'),
    all.join(''),
    all.at(-1),
    [...all]
  ])
