import type { FastifyReply, FastifyRequest } from 'fastify'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The response has no end: it goes on until the client disconnects. */
    isStream?: boolean
  }
}

const checkEveryMs = 2_000

/**
 * Closes a stream soon after its admin token was replaced.
 *
 * A stream starts authorized and stays open until the token is found to be invalid (the socket is destroyed), or until
 * the client disconnects (the checks stop). The token is checked every `checkEveryMs`, so a revoked token can receive
 * events for that long. A check that fails because the database cannot be reached leaves the stream open: an outage
 * must not look like a revocation, and without the database there are no new events to send.
 */
export const closeOnRevocation = (
  request: FastifyRequest,
  reply: FastifyReply,
  isAdminToken: (token: string) => Promise<boolean>,
): void => {
  const token = request.headers.authorization?.replace(/^\S+\s+/, '').trim() ?? ''
  const checkToken = async () => {
    const isValid = await isAdminToken(token).catch(() => true)
    if (!isValid) reply.raw.destroy()
  }
  const timer = setInterval(() => void checkToken(), checkEveryMs)
  timer.unref() // so that the timer alone does not keep the process alive
  reply.raw.once('close', () => clearInterval(timer))
}
