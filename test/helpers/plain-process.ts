/**
 * A command line as somebody runs it who knows nothing of tap, which would put a loader of its own
 * into every process of Node that a test starts, whatever environment the test gives it.
 */
export const plainProcess = (
  program: string,
  args: readonly string[],
): readonly [program: string, args: readonly string[]] => [
  'env',
  ['-u', 'NODE_OPTIONS', program, ...args],
]
