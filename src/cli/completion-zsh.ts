import type { CommandNode, Flag } from './completion-tree.ts'

const quote = (text: string) => `'${text.replaceAll("'", "'\\''")}'`

/** A word with its description, in the form of `_describe`. */
const describe = (name: string, description: string) =>
  quote(`${name.replaceAll(':', '\\:')}:${description}`)

const valueLine = (path: string, { names, value }: Flag): readonly string[] => {
  if (value === undefined) return []
  const patterns = names.map((name) => `${path}/${name}`).join('|')
  switch (value.kind) {
    case 'words':
      return [`      ${patterns}) compadd -- ${value.words.map(quote).join(' ')} ;;`]
    case 'file':
      return [`      ${patterns}) _files ;;`]
    case 'other':
      return []
  }
}

const formatCase = (node: CommandNode): string => {
  const words = node.argument?.kind === 'words' ? node.argument.words : []
  const commands = node.commands.map(({ name, description }) => describe(name, description))
  const flags = node.flags.flatMap(({ names, description }) =>
    names.map((name) => describe(name, description)),
  )
  return `    '${node.path}')
      commands=(${[...commands, ...words.map(quote)].join(' ')})
      flags=(${flags.join(' ')})
      file='${node.argument?.kind === 'file' ? 'yes' : ''}' ;;`
}

/** A completion script for zsh (zsh manual, Completion System). */
export const zshCompletion = (program: string, nodes: readonly CommandNode[]): string => {
  const name = `_${program.replaceAll('-', '_')}`
  const paths = nodes.flatMap(({ path }) => (path === '' ? [] : [path]))
  const valued = nodes.flatMap(({ path, flags }) =>
    flags.flatMap(({ names, value }) =>
      value === undefined ? [] : names.map((each) => `${path}/${each}`),
    ),
  )
  const values = nodes.flatMap(({ path, flags }) => flags.flatMap((flag) => valueLine(path, flag)))
  return `#compdef ${program}
# Completion of ${program} for zsh: source <(${program} completion zsh)
${name}() {
  local at='' word isValue='' file=''
  local -a commands flags
  for word in "\${(@)words[2,CURRENT-1]}"; do
    if [[ -n "$isValue" ]]; then isValue=''; continue; fi
    case "$at/$word" in
      ${paths.join('|')}) at="$at/$word" ;;
      ${valued.join('|')}) isValue=yes ;;
    esac
  done
  if [[ -n "$isValue" ]]; then
    case "$at/$words[CURRENT-1]" in
${values.join('\n')}
    esac
    return
  fi
  case "$at" in
${nodes.map(formatCase).join('\n')}
  esac
  if [[ "$words[CURRENT]" == -* ]]; then
    _describe -o 'option' flags
  else
    (( $#commands )) && _describe 'command' commands
    [[ -z "$file" ]] || _files
  fi
}
if [[ "\${funcstack[1]}" == ${name} ]]; then
  ${name} "$@"
else
  compdef ${name} ${program}
fi
`
}
