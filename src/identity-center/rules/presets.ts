/** What most laws have in common: breaking them is a ValidationException, and a store may switch them. */
export const switchableRefusal = {
  level: 'refuse',
  switchable: true,
  answer: { exception: 'ValidationException' },
} as const

/** Breaking these is passed over by default, and told. */
export const switchableWarning = {
  level: 'warn',
  switchable: true,
  answer: { exception: 'ValidationException' },
} as const

/** Laws without which a request has no meaning that could be carried out. */
export const fixedRefusal = { level: 'refuse', switchable: false } as const

export const invalidRequest = {
  ...fixedRefusal,
  answer: { exception: 'ValidationException' },
} as const

export const notFound = (detail: string) =>
  ({
    ...fixedRefusal,
    answer: { exception: 'ResourceNotFoundException', detail: () => detail },
  }) as const
