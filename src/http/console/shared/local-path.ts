/** Returns a path of this server unchanged, and `/` for anything that a browser could take for another site. */
export const toLocalPath = (given: string | null): string =>
  given !== null && /^\/(?![/\\])[\x21-\x7e]*$/.test(given) ? given : '/'
