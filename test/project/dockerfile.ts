/** One line of a Dockerfile. */
export interface Instruction {
  /** `COPY`, `RUN`, … */
  readonly name: string
  /** What stands after it: the words of an array, or of the line. */
  readonly words: readonly string[]
}

/** One part of a Dockerfile, from `FROM` to the next. */
export interface Stage {
  readonly image: string
  readonly name: string | undefined
  readonly instructions: readonly Instruction[]
}

const wordsOf = (text: string): string[] => {
  const array = text.indexOf('[')
  if (array === -1) return text.split(/\s+/)
  const before = text.slice(0, array).trim()
  return [...(before === '' ? [] : before.split(/\s+/)), ...JSON.parse(text.slice(array))]
}

/** Reads the stages of a Dockerfile that has one instruction a line. */
export const parseDockerfile = (text: string): Stage[] => {
  const stages: { image: string; name: string | undefined; instructions: Instruction[] }[] = []
  for (const line of text.split('\n')) {
    if (line === '' || line.startsWith('#')) continue
    const [, name = '', rest = ''] = /^([A-Z]+) (.+)$/.exec(line) ?? []
    const words = wordsOf(rest)
    if (name === 'FROM') stages.push({ image: words[0] ?? '', name: words[2], instructions: [] })
    else stages.at(-1)?.instructions.push({ name, words })
  }
  return stages
}

/** The arguments of every instruction of a name, in order. */
export const all = ({ instructions }: Stage, name: string): (readonly string[])[] =>
  instructions.filter((instruction) => instruction.name === name).map(({ words }) => words)
