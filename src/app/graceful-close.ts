import type { Socket } from 'node:net'
import { Server as TlsServer } from 'node:tls'
import type { FastifyInstance } from 'fastify'

const lookEveryMs = 50

/**
 * How a listener is stopped, to be had before it listens: it accepts nothing more and finishes the requests in flight.
 * Every other connection is closed at once: one that a client keeps open after its last answer, or opened ahead of a
 * request that never came, would hold up the end for more than a minute.
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
  const hangUp = () => {
    for (const socket of open) if (!busy.has(socket)) socket.destroy()
  }

  return async () => {
    const timer = setInterval(hangUp, lookEveryMs)
    try {
      await app.close()
    } finally {
      clearInterval(timer)
    }
  }
}
