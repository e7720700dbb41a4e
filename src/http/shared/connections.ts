import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Timeouts } from './timeouts.ts'

/** Why a request could not be read: Node's code, and the bytes it stumbled over, if it did. */
export interface Unreadable {
  readonly code: string
  readonly rawPacket?: Uint8Array
  readonly sourceIp: string | undefined
}

/** What such a request is answered. */
export interface RawAnswer {
  readonly status: number
  readonly reason: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** A request that is being answered, and how many are before it on its connection. */
interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  waiting: number
}

/** So many requests may wait on a connection for those before them. */
const waitingMax = 20

/** For so long what a client goes on sending is read and thrown away: closing at once could cost it the answer. */
const lingerMs = 2_000

const isUnreadable = (code: string) => code.startsWith('HPE_') || code.startsWith('ERR_HTTP_')

const hasBody = ({ headers }: IncomingMessage): boolean =>
  (headers['content-length'] ?? '0') !== '0' || headers['transfer-encoding'] !== undefined

/** Has whoever reads a body fail, now or as soon as somebody begins to. */
const tellReader = (request: IncomingMessage, error: Error) => {
  const tell = () => request.listenerCount('error') > 0 && request.emit('error', error)
  if (tell()) return
  const onListener = (event: string | symbol) => {
    if (event !== 'error') return
    request.off('newListener', onListener)
    setImmediate(tell)
  }
  request.on('newListener', onListener)
}

const bytesOf = ({ status, reason, headers, body }: RawAnswer): string => {
  const all = { ...headers, 'content-length': Buffer.byteLength(body), connection: 'close' }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  return `HTTP/1.1 ${status} ${reason}\r\n${lines.join('')}\r\n${body}`
}

/**
 * How a listener treats its connections: it waits for slow clients as long as it is told to, and what cannot be read
 * as HTTP is answered once, in the listener's own form, never into the answer to another request.
 */
export const connections = (patience: Timeouts, answerOf: (request: Unreadable) => RawAnswer) => {
  /** By socket: the last of what is being answered on it. */
  const latest = new WeakMap<Duplex, Exchange>()
  /** By request: the answer that goes before its own. */
  const before = new WeakMap<IncomingMessage, ServerResponse>()
  const given = new WeakSet<Duplex>()

  const closeSoon = (socket: Duplex, isStillDue = () => true) => {
    setTimeout(() => isStillDue() && socket.destroy(), lingerMs).unref()
  }

  const answer = (socket: Duplex, code: string, rawPacket?: Uint8Array) => {
    if (socket.destroyed) return
    const { remoteAddress: sourceIp } = socket as Socket
    const bytes = bytesOf(answerOf({ code, sourceIp, ...(rawPacket && { rawPacket }) }))
    if (!socket.writable) return void socket.destroy()
    socket.end(bytes)
    closeSoon(socket)
  }

  const refuse = (error: Error & { code?: string; rawPacket?: unknown }, socket: Duplex): void => {
    const { code = '' } = error
    const rawPacket = error.rawPacket instanceof Uint8Array ? error.rawPacket : undefined
    if (given.has(socket)) return // the rest of what was given up before
    if (socket.destroyed || !isUnreadable(code)) return void socket.destroy()
    given.add(socket)
    const { request, response } = latest.get(socket) ?? {}
    if (request === undefined || response === undefined) {
      answer(socket, code, rawPacket)
    } else if (request.complete || response.headersSent) {
      response.once('close', () => answer(socket, code, rawPacket))
    } else {
      tellReader(request, error) // who knows better what to say, and to whom
    }
  }

  /** Whether nothing more is wanted of the client, and it is waiting. */
  const isWaiting = (socket: Socket): boolean => {
    const { request, response } = latest.get(socket) ?? {}
    const isRead = request?.complete === true || given.has(socket)
    return isRead && response?.writableEnded === false && socket.writableLength === 0
  }

  /** A client that sends many requests at once is read no faster than they are answered. */
  const begin = (request: IncomingMessage, response: ServerResponse) => {
    const { socket } = request
    const last = latest.get(socket)
    const exchange = { request, response, waiting: last === undefined ? 0 : last.waiting + 1 }
    latest.set(socket, exchange)
    if (last !== undefined) {
      before.set(request, last.response)
      if (exchange.waiting >= waitingMax) socket.pause()
    }
    response.once('close', () => {
      const newest = latest.get(socket)
      if (newest === undefined) return
      if (newest === exchange)
        latest.delete(socket) // an idle connection keeps no body alive
      else if (--newest.waiting < waitingMax) socket.resume()
    })
    if (!hasBody(request)) return
    response.once('finish', () => {
      // Nobody needs a body that is answered already.
      if (!request.complete) closeSoon(socket, () => !request.complete)
    })
  }

  /** Goes on with a request when those before it on its connection are answered; never, where that has been closed. */
  const inTurn = (request: IncomingMessage, goOn: () => void): void => {
    const answer = before.get(request)
    if (answer === undefined || answer.closed) goOn()
    else {
      answer.once('close', () => {
        if (!request.socket.destroyed) goOn()
      })
    }
  }

  return {
    inTurn,
    /** For Node's server. */
    http: {
      headersTimeout: patience.headers,
      requestTimeout: patience.request,
      connectionsCheckingInterval: patience.lookEvery,
      requireHostHeader: false, // Node's own answer has no body; see `lacksOneHost`
    },
    /** For Fastify. */
    options: {
      requestTimeout: patience.request,
      keepAliveTimeout: patience.idle,
      clientErrorHandler: refuse,
    },
    /** To be had before it listens. */
    attend: (server: Server) => {
      server.prependListener('request', begin)
      server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) => {
        server.emit('request', request, response) // nobody has to meet it: RFC 9110, section 10.1.1
      })
      server.on('connect', (_request: IncomingMessage, socket: Duplex) => {
        answer(socket, 'ERR_HTTP_CONNECT')
      })
      server.setTimeout(patience.still, (socket) => {
        if (!isWaiting(socket)) socket.destroy()
      })
    },
  }
}

/** The connections of one listener. */
export type Connections = ReturnType<typeof connections>

/** Whether a request does not name its host, or names two: RFC 9112, section 3.2. */
export const lacksOneHost = ({ rawHeaders, httpVersion }: IncomingMessage): boolean => {
  let named = 0
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at]
    if (name?.length === 4 && name.toLowerCase() === 'host') named += 1
  }
  return named > 1 || (named === 0 && httpVersion === '1.1')
}
