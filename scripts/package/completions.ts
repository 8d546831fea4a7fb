import type { DescribedCommand } from './commands.ts'

// What shells offer while a command is typed. All three walk the words typed so far as far as they are commands, offer what may
// come next, and files where a command takes some.

const quoted = (words: string): string => `'${words.replaceAll("'", "'\\''")}'`

const optionNames = ({ options }: DescribedCommand): string[] => options.map(({ name }) => name)
const wordsBelow = ({ below }: DescribedCommand): string[] => below.map(({ name }) => name)

/** Every command by its words, as patterns of a shell's `case`. */
const known = (commands: readonly DescribedCommand[]): string =>
  commands
    .filter(({ words }) => words !== '')
    .map(({ words }) => quoted(words))
    .join('|')

export const bashCompletion = (commands: readonly DescribedCommand[]): string => `_earshot() {
  local cur=\${COMP_WORDS[COMP_CWORD]} at='' word next below='' options=''
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    next=\${at:+$at }$word
    case $next in ${known(commands)}) at=$next ;; esac
  done
  case $at in
${commands
  .map(
    one =>
      `    ${quoted(one.words)}) below=${quoted(wordsBelow(one).join(' '))} options=${quoted(optionNames(one).join(' '))} ;;`
  )
  .join('\n')}
  esac
  if [[ $cur == -* ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$options" -- "$cur")
  elif [[ -n $below ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$below" -- "$cur")
  fi
}
complete -o default -F _earshot earshot
`

/** A name and what it is, as zsh's _describe takes them. */
const zshItem = (name: string, description: string): string =>
  quoted(`${name.replaceAll(':', '\\:')}:${description.replaceAll(':', '\\:')}`)

export const zshCompletion = (commands: readonly DescribedCommand[]): string => `#compdef earshot
_earshot() {
  local at='' word next
  local -a below options
  for word in "\${(@)words[2,CURRENT-1]}"; do
    next="\${at:+$at }$word"
    case $next in ${known(commands)}) at=$next ;; esac
  done
  case $at in
${commands
  .map(
    ({ words, below, options }) =>
      `    ${quoted(words)})\n` +
      `      below=(${below.map(one => zshItem(one.name, one.description)).join(' ')})\n` +
      `      options=(${options.map(one => zshItem(one.name, one.description)).join(' ')}) ;;`
  )
  .join('\n')}
  esac
  if [[ $PREFIX == -* ]]; then
    _describe -o option options
  elif (( $#below )); then
    _describe command below
  else
    _files
  fi
}
_earshot "$@"
`

export const fishCompletion = (commands: readonly DescribedCommand[]): string => {
  const at = (words: string): string => `complete -c earshot -n ${quoted(`__earshot_at ${words}`.trim())}`
  const words = commands.map(one => one.words).filter(Boolean)
  return [
    'function __earshot_at',
    '  set -l at',
    '  for word in (commandline -opc)[2..]',
    "    set -l next (string join ' ' $at $word)",
    `    contains -- $next ${words.map(quoted).join(' ')}; and set at $at $word`,
    '  end',
    '  test "$at" = "$argv"',
    'end',
    ...commands.flatMap(one => [
      ...one.below.map(
        ({ name, description }) => `${at(one.words)} -f -a ${quoted(name)} -d ${quoted(description)}`
      ),
      ...one.options.map(
        ({ name, takesValue, description }) =>
          `${at(one.words)} -l ${name.replace(/^--/, '')}${takesValue ? ' -r' : ''} -d ${quoted(description)}`
      )
    ]),
    ''
  ].join('\n')
}
