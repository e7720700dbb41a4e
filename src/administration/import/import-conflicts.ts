import { AdministrationError } from '../shared/administration-error.ts'

/** As many are named; of the others it is said how many they are. */
const namedMax = 20

/** Gathers what stands against an import, in sentences. */
export const importConflicts = () => {
  const named: string[] = []
  let count = 0
  return {
    add: (sentence: string) => {
      count++
      if (named.length < namedMax) named.push(sentence)
    },
    count: () => count,
    /** Refuses the whole where there is anything. */
    refuse: (): void => {
      if (count === 0) return
      const more = count > named.length ? [`And ${count - named.length} more.`] : []
      throw new AdministrationError(
        'conflict',
        ['Nothing was imported.', ...named, ...more].join('\n'),
      )
    },
  }
}

export type ImportConflicts = ReturnType<typeof importConflicts>
