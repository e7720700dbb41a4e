/** The `code` of an error of Node, a driver or a package (`ENOENT`, `40001`); undefined without one. */
export const errorCode = (error: unknown): string | undefined => {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' ? code : undefined
}
