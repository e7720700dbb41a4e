import type { FastifyReply, FastifyRequest } from 'fastify'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** An answer that goes on for as long as somebody listens. */
    lasting?: boolean
  }
}

const lookEveryMs = 2_000

/** Ends an answer that goes on for ever soon after the token that let it in holds no more. */
export const closeOnRevocation = (
  request: FastifyRequest,
  reply: FastifyReply,
  isAdminToken: (token: string) => Promise<boolean>,
): void => {
  const token = request.headers.authorization?.replace(/^\S+\s+/, '').trim() ?? ''
  const look = async () => {
    const holds = await isAdminToken(token).catch(() => true) // a database that is away says nothing
    if (!holds) reply.raw.destroy()
  }
  const timer = setInterval(() => void look(), lookEveryMs)
  timer.unref() // it alone keeps no process alive
  reply.raw.once('close', () => clearInterval(timer))
}
