import type { CommandNode, Flag } from './completion-tree.ts'

const quote = (text: string) => `'${text.replaceAll(/[\\']/g, '\\$&')}'`

const flagWords = ({ names, description, value }: Flag): string => {
  const spelt = names.map((name) =>
    name.startsWith('--') ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`,
  )
  const values = {
    words: value?.kind === 'words' ? `-x -a ${quote(value.words.join(' '))}` : '',
    file: '-r -F',
    other: '-x',
  }
  return [...spelt, value && values[value.kind], '-d', quote(description)].filter(Boolean).join(' ')
}

/** A completion script for fish (fish manual, `complete`). */
export const fishCompletion = (program: string, nodes: readonly CommandNode[]): string => {
  const name = `__${program.replaceAll('-', '_')}_at`
  const paths = nodes.flatMap(({ path }) => (path === '' ? [] : [quote(path)]))
  const valued = nodes.flatMap(({ path, flags }) =>
    flags.flatMap(({ names, value }) =>
      value === undefined ? [] : names.map((each) => quote(`${path}/${each}`)),
    ),
  )
  const lines = nodes.flatMap(({ path, commands, flags, argument }) => {
    const begin = `complete -c ${program} -n ${quote(`${name} ${quote(path)}`)}`
    return [
      ...commands.map((each) => `${begin} -a ${quote(each.name)} -d ${quote(each.description)}`),
      ...flags.map((flag) => `${begin} ${flagWords(flag)}`),
      ...(argument?.kind === 'words' ? [`${begin} -a ${quote(argument.words.join(' '))}`] : []),
      ...(argument?.kind === 'file' ? [`${begin} -F`] : []),
    ]
  })
  return `# Completion of ${program} for fish: ${program} completion fish | source
function ${name} --argument-names wanted
  set -l at ''
  set -l isValue ''
  for word in (commandline -opc)[2..-1]
    if test -n "$isValue"
      set isValue ''
    else if contains -- "$at/$word" ${paths.join(' ')}
      set at "$at/$word"
    else if contains -- "$at/$word" ${valued.join(' ')}
      set isValue yes
    end
  end
  test "$at" = "$wanted"
end
complete -c ${program} -f
${lines.join('\n')}
`
}
