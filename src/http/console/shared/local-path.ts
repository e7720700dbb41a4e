/** Returns a path of this server unchanged, and `/` for anything that a browser could take for another site. */
export const toLocalPath = (path: string | null): string =>
  path !== null && /^\/(?![/\\])[\x21-\x7e]*$/.test(path) ? path : '/'
