/** A path of this server as somebody gave it; the beginning of the console for anything that could lead elsewhere. */
export const ownPath = (given: string | null): string =>
  given !== null && /^\/(?![/\\])[\x21-\x7e]*$/.test(given) ? given : '/'
