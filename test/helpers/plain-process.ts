/**
 * A command line without tap's loader. tap adds it to every Node process that a test starts, regardless of the
 * environment that the test passes.
 */
export const plainProcess = (
  program: string,
  args: readonly string[],
): readonly [program: string, args: readonly string[]] => [
  'env',
  ['-u', 'NODE_OPTIONS', program, ...args],
]
