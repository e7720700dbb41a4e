/* JSON Schema types that the schemas of several routes share. */

export const text = { type: 'string' } as const
export const textOrNull = { type: ['string', 'null'] } as const
export const dateTime = { type: 'string', format: 'date-time' } as const
export const dateTimeOrNull = { type: ['string', 'null'], format: 'date-time' } as const
export const count = { type: 'integer', minimum: 0 } as const
export const flag = { type: 'boolean' } as const
