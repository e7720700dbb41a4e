/** How a request reached the server: SCIM, the admin API or console, or the Identity Store API. */
export const origins = ['scim', 'manual', 'api'] as const

/** See `origins`. */
export type Origin = (typeof origins)[number]

/**
 * The origin that a text names, if any. `hand` is what version 0.1 called `manual`: its snapshots, rows and scripts
 * still say so.
 */
export const parseOrigin = (text: unknown): Origin | undefined =>
  text === 'hand' ? 'manual' : origins.find((origin) => origin === text)
