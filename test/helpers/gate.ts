import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'
import type { Test } from 'tap'

/** A proxy before a server that can be closed, to simulate a network or host failure. */
export interface Gate {
  readonly port: number
  readonly open: () => Promise<void>
  readonly shut: () => Promise<void>
}

/** Opens a port that forwards to the given server. It is closed at first. */
export const gateTo = async (
  t: Pick<Test, 'teardown'>,
  host: string,
  port: number,
): Promise<Gate> => {
  const sockets = new Set<Socket>()
  const join = (client: Socket) => {
    const upstream = connect(port, host)
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(one)
      one.pipe(other)
      one.on('error', () => other.destroy())
      one.on('close', () => {
        sockets.delete(one)
        other.destroy()
      })
    }
  }
  const listen = async (at: number): Promise<Server> => {
    const server = createServer(join).listen(at, '127.0.0.1')
    await once(server, 'listening')
    return server
  }
  const portOf = (server: Server) => {
    const address = server.address()
    return typeof address === 'object' && address !== null ? address.port : 0
  }

  let server: Server | undefined = await listen(0)
  const own = portOf(server)
  const shut = async () => {
    const closing = server
    server = undefined
    for (const socket of sockets) socket.destroy()
    if (closing !== undefined) await new Promise((resolve) => closing.close(resolve))
  }
  await shut()
  t.teardown(shut)
  return {
    port: own,
    shut,
    open: async () => {
      server ??= await listen(own)
    },
  }
}
