/** Lenient on purpose: it excludes only what no identity provider would accept as an address. */
const emailShape = /^[^\s@]+@[^\s@]+$/

/** Whether a text is shaped like an email address. */
export const isEmailShaped = (text: string): boolean => emailShape.test(text)
