import { AdministrationError } from '../shared/administration-error.ts'

/** Conflicts that are listed; the others are only counted. */
const listedMax = 20

/** Collects the conflicts of an import, as sentences. */
export const importConflicts = () => {
  const listed: string[] = []
  let count = 0
  return {
    add: (sentence: string) => {
      count++
      if (listed.length < listedMax) listed.push(sentence)
    },
    count: () => count,
    /** Throws an AdministrationError `conflict` with all conflicts, if there are any. */
    refuse: (): void => {
      if (count === 0) return
      const more =
        count > listed.length ? [`There are ${count - listed.length} more conflicts.`] : []
      throw new AdministrationError(
        'conflict',
        ['Nothing was imported.', ...listed, ...more].join('\n'),
      )
    },
  }
}

export type ImportConflicts = ReturnType<typeof importConflicts>
