/** The programs that a line of a shell starts, each with its words; what they are told by `>` and `<` is left out. */
export function commandsOf(line: string): string[][] {
  const commands: string[][] = [[]]
  for (const [token] of line.matchAll(
    /\d?[<>]\s*\S+|(?:"(?:\\.|[^"\\])*"|'[^']*'|\\.|[^\s"'|;&<>#\\]|(?<=\S)#)+|#.*|[|;&]+/g
  )) {
    if (/^[|;&]/.test(token)) commands.push([])
    else if (!/^(?:\d?[<>]|#)/.test(token)) commands.at(-1)!.push(unquoted(token))
  }
  return commands.filter(words => words.length > 0)
}

const unquoted = (word: string): string =>
  word.replace(/"((?:\\.|[^"\\])*)"|'([^']*)'|\\(.)/g, (_, double?: string, single?: string, one?: string) =>
    double !== undefined ? double.replace(/\\(["\\$`])/g, '$1') : (single ?? one!)
  )
