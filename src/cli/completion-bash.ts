import type { CommandNode, Value } from './completion-tree.ts'

const names = (node: CommandNode) => node.flags.flatMap((flag) => flag.names)

/** The options of a command whose value passes the test, as patterns of a `case`. */
const flagPatterns = (node: CommandNode, isWanted: (value: Value) => boolean) =>
  node.flags
    .filter(({ value }) => value !== undefined && isWanted(value))
    .flatMap((flag) => flag.names.map((name) => `${node.path}/${name}`))

const valueCases = (nodes: readonly CommandNode[]) =>
  nodes.flatMap((node) =>
    node.flags.flatMap(({ names, value }) => {
      if (value?.kind !== 'words') return []
      const patterns = names.map((name) => `${node.path}/${name}`).join('|')
      return [
        `    ${patterns}) COMPREPLY=($(compgen -W '${value.words.join(' ')}' -- "$cur")); return ;;`,
      ]
    }),
  )

const completionWords = (node: CommandNode): readonly string[] => [
  ...node.commands.map(({ name }) => name),
  ...(node.argument?.kind === 'words' ? node.argument.words : []),
]

/** Patterns joined for a `case`, with a placeholder if there are none: an empty pattern is a syntax error. */
const patterns = (all: readonly string[]) => (all.length === 0 ? '-' : all.join('|'))

/** A completion script for bash 3.2 and newer (GNU Bash manual, Programmable Completion). */
export const bashCompletion = (program: string, nodes: readonly CommandNode[]): string => {
  const name = `_${program.replaceAll('-', '_')}`
  const valued = nodes.flatMap((node) => flagPatterns(node, () => true))
  const files = nodes.flatMap((node) => flagPatterns(node, ({ kind }) => kind === 'file'))
  const cases = nodes.map(
    (node) =>
      `    '${node.path}') flags='${names(node).join(' ')}'; words='${completionWords(node).join(' ')}'; file='${node.argument?.kind === 'file' ? 'yes' : ''}' ;;`,
  )
  return `# Completion of ${program} for bash: source <(${program} completion bash)
${name}() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]}
  local at='' word isValue='' flags='' words='' file='' i
  for ((i = 1; i < COMP_CWORD; i++)); do
    word=\${COMP_WORDS[i]}
    if [ -n "$isValue" ]; then isValue=''; continue; fi
    case "$at/$word" in
      ${patterns(nodes.flatMap(({ path }) => (path === '' ? [] : [path])))}) at="$at/$word" ;;
      ${patterns(valued)}) isValue=yes ;;
    esac
  done
  COMPREPLY=()
  if [ -n "$isValue" ]; then
    case "$at/$prev" in
${valueCases(nodes).join('\n')}
    ${patterns(files)}) return ;;
    esac
    compopt +o default +o bashdefault 2>/dev/null
    return
  fi
  case "$at" in
${cases.join('\n')}
  esac
  case "$cur" in
    -*) COMPREPLY=($(compgen -W "$flags" -- "$cur")) ;;
    *) COMPREPLY=($(compgen -W "$words" -- "$cur")) ;;
  esac
  [ -n "$file" ] || compopt +o default +o bashdefault 2>/dev/null
}
complete -o bashdefault -o default -F ${name} ${program}
`
}
