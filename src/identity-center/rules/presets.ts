/** A rule that refuses with a ValidationException. A store's settings can change its level. */
export const switchableRefusal = {
  level: 'refuse',
  switchable: true,
  answer: { exception: 'ValidationException' },
} as const

/** A rule that only warns by default. A store's settings can change its level. */
export const switchableWarning = {
  level: 'warn',
  switchable: true,
  answer: { exception: 'ValidationException' },
} as const

/** A rule that always refuses: without it, the server could not process the request. */
export const fixedRefusal = { level: 'refuse', switchable: false } as const

/** A `fixedRefusal` with a ValidationException. */
export const invalidRequest = {
  ...fixedRefusal,
  answer: { exception: 'ValidationException' },
} as const

/** A `fixedRefusal` with a 404 and this text. */
export const notFound = (detail: string) =>
  ({
    ...fixedRefusal,
    answer: { exception: 'ResourceNotFoundException', detail: () => detail },
  }) as const
