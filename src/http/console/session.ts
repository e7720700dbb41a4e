import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ConsoleAccess, ConsoleSecret } from '../../administration/console-access.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** A path of the console that is shown to whoever is not signed in. */
    signedOut?: boolean
  }
  interface FastifyRequest {
    /** The secret of the session; empty for whoever is not signed in. */
    session: string
  }
}

/** Cookies know no ports: two servers on one machine would sign each other's users out. */
const cookieName = ({ host }: FastifyRequest) => `console-${/:(\d+)$/.exec(host)?.[1] ?? ''}`

const cookie = { path: '/', httpOnly: true, sameSite: 'strict' } as const

/** Has the browser keep a session. What a proxy says of its own side is not believed. */
export const keepSession = (
  request: FastifyRequest,
  reply: FastifyReply,
  { secret, expiresAt }: ConsoleSecret,
) =>
  reply.setCookie(cookieName(request), secret, {
    ...cookie,
    expires: expiresAt,
    secure: request.protocol === 'https',
  })

/** Ends the session of a request, if it has one. */
export const endSession = async (
  access: ConsoleAccess,
  request: FastifyRequest,
  reply: FastifyReply,
) => {
  await access.closeSession(request.session)
  reply.clearCookie(cookieName(request), cookie)
}

/** The session of a request; empty when it has none that is open. */
export const findSession = async (
  access: ConsoleAccess,
  request: FastifyRequest,
): Promise<string> => {
  const session = request.cookies[cookieName(request)] ?? ''
  return session !== '' && (await access.isOpen(session)) ? session : ''
}
