/** Rough on purpose: what no identity provider would take for an address is meant, not what a mail server would. */
const emailShape = /^[^\s@]+@[^\s@]+$/

/** Whether a text is shaped like an e-mail address. */
export const isEmailShaped = (text: string): boolean => emailShape.test(text)
