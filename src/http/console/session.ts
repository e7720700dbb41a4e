import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ConsoleAccess, ConsoleSecret } from '../../administration/console-access.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** A path of the console that requires no session. */
    withoutSession?: boolean
  }
  interface FastifyRequest {
    /** The secret of the session; empty without one. */
    session: string
  }
}

/** Cookies ignore ports. With one name, two servers on one host would overwrite each other's sessions. */
const cookieName = ({ host }: FastifyRequest) => `console-${/:(\d+)$/.exec(host)?.[1] ?? ''}`

const cookie = { path: '/', httpOnly: true, sameSite: 'strict' } as const

/** Sets the session cookie. It is `Secure` only if this server itself uses TLS; headers of proxies are not trusted. */
export const setSessionCookie = (
  request: FastifyRequest,
  reply: FastifyReply,
  { secret, expiresAt }: ConsoleSecret,
) =>
  reply.setCookie(cookieName(request), secret, {
    ...cookie,
    expires: expiresAt,
    secure: request.protocol === 'https',
  })

/** Ends the session of a request. */
export const endSession = async (
  access: ConsoleAccess,
  request: FastifyRequest,
  reply: FastifyReply,
) => {
  await access.closeSession(request.session)
  reply.clearCookie(cookieName(request), cookie)
}

/** Finds the session of a request; empty if it has none or it has expired. */
export const findSession = async (
  access: ConsoleAccess,
  request: FastifyRequest,
): Promise<string> => {
  const session = request.cookies[cookieName(request)] ?? ''
  return session !== '' && (await access.isOpen(session)) ? session : ''
}
