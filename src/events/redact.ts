import { keyword, maskLoosely } from './redact-broken.ts'
import { isJson, latin1, maskStrictly } from './redact-json.ts'
import { redactSecretBytes } from './redact-secrets.ts'

/**
 * A body without the values of its passwords: each character of such a value is overwritten by one that has no meaning,
 * so that what is JSON stays JSON, every other byte stays where it was, and the length tells what was sent.
 */
export const redactPasswords = (body: Uint8Array): Uint8Array => {
  const text = latin1(body)
  if (!keyword.test(text)) return body
  const redacted = Uint8Array.from(body)
  if (isJson(text)) maskStrictly(text, redacted)
  else maskLoosely(text, redacted)
  return redacted
}

/** A body as it may be kept: without passwords, and without secrets of this server. */
export const redactBody = (body: Uint8Array): Uint8Array => redactSecretBytes(redactPasswords(body))
