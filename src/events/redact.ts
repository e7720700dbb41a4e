import { isJson, latin1, maskJson } from './redact-json.ts'
import { maskMalformed, passwordPattern } from './redact-malformed.ts'
import { redactSecretBytes } from './redact-secrets.ts'

/**
 * Overwrites the passwords of a body: a character of a string with `*`, a digit with `1`. JSON stays JSON, every other
 * byte keeps its position, and the length of the password still shows. A body that is not JSON loses more, never less.
 */
export const redactPasswords = (body: Uint8Array): Uint8Array => {
  const text = latin1(body)
  if (!passwordPattern.test(text)) return body
  const redacted = Uint8Array.from(body)
  if (isJson(text)) maskJson(text, redacted)
  else maskMalformed(text, redacted)
  return redacted
}

/** A body that may be stored: without passwords, and without secrets of this server. */
export const redactBody = (body: Uint8Array): Uint8Array => redactSecretBytes(redactPasswords(body))
