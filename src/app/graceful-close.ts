import type { Socket } from 'node:net'
import { Server as TlsServer } from 'node:tls'
import type { FastifyInstance } from 'fastify'

const idleCheckMs = 50

/**
 * Prepares the graceful close of a listener. Call it before the listener listens: it has to see every connection.
 *
 * States of a connection: open (no request in flight) and busy (from the request until its response has closed). The
 * returned function stops accepting connections, lets busy ones finish, and destroys open ones every `idleCheckMs`.
 * Without that, a kept-alive connection, or one without any request, would delay the end for more than a minute.
 *
 * Trade-off: a client that sends its next request at that moment loses the connection. A request that never finishes
 * delays the end until its timeout.
 */
export const gracefulClose = (app: FastifyInstance): (() => Promise<void>) => {
  const { server } = app
  const open = new Set<Socket>()
  const busy = new Set<Socket>()
  server.on(server instanceof TlsServer ? 'secureConnection' : 'connection', (socket: Socket) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
  })
  server.on('request', ({ socket }, response) => {
    busy.add(socket)
    response.once('close', () => busy.delete(socket))
  })
  const closeIdle = () => {
    for (const socket of open) if (!busy.has(socket)) socket.destroy()
  }

  return async () => {
    const timer = setInterval(closeIdle, idleCheckMs)
    try {
      await app.close()
    } finally {
      clearInterval(timer)
    }
  }
}
