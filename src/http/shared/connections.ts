import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Timeouts } from './timeouts.ts'

/**
 * A request that Node's HTTP parser rejected: Node's error code, and the bytes that it failed on, where it has them.
 */
export interface UnreadableRequest {
  readonly code: string
  readonly rawPacket?: Uint8Array
  readonly sourceIp: string | undefined
}

/**
 * The response to an unreadable request. It is written to the socket directly, because there is no `ServerResponse`.
 */
export interface RawResponse {
  readonly status: number
  readonly reason: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** The newest request of a connection, and how many requests before it still wait for their response. */
interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  queuedBefore: number
}

/** The server stops reading from a connection on which this many pipelined requests wait for their response. */
const queuedRequestsMax = 20

/**
 * How long the server keeps a connection open after a response that it sent before the client had finished. Closing at
 * once resets the connection, and the client could lose the response.
 */
const lingerMs = 2_000

const isParserError = (code: string) => code.startsWith('HPE_') || code.startsWith('ERR_HTTP_')

const hasBody = ({ headers }: IncomingMessage): boolean =>
  (headers['content-length'] ?? '0') !== '0' || headers['transfer-encoding'] !== undefined

/** Emits an error on a request, so that its body reader fails: at once, or when a reader attaches its listener. */
const failBodyReader = (request: IncomingMessage, error: Error) => {
  const emitError = () => request.listenerCount('error') > 0 && request.emit('error', error)
  if (emitError()) return
  const onListener = (event: string | symbol) => {
    if (event !== 'error') return
    request.off('newListener', onListener)
    setImmediate(emitError)
  }
  request.on('newListener', onListener)
}

const serializeResponse = ({ status, reason, headers, body }: RawResponse): string => {
  const all = { ...headers, 'content-length': Buffer.byteLength(body), connection: 'close' }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  return `HTTP/1.1 ${status} ${reason}\r\n${lines.join('')}\r\n${body}`
}

/**
 * Manages the connections of one listener: timeouts, pipelining, and requests that Node cannot parse.
 *
 * A connection is in one of these states:
 * - idle: no request is in progress. `idleMs` closes it.
 * - reading: headers or body are arriving. `headersMs`, `requestMs` and `stalledMs` limit how long.
 * - answering: the request is complete and its response is not sent yet. No timeout applies, because the server is
 *   slow, not the client.
 * - unreadable: the parser failed. The connection gets one last response and is closed.
 *
 * The response to an unreadable request must not be written into the response to an earlier one. It therefore waits
 * until the earlier response is closed. Where the parser failed in the body of a request that has reached its handler,
 * the body reader fails instead, and the handler sends the response.
 *
 * Pipelined requests are handled one at a time, in their order (`waitForTurn`). A client that sends faster than it is
 * answered is not read from until its queue is shorter (`queuedRequestsMax`), which bounds the memory it can occupy.
 */
export const manageConnections = (
  timeouts: Timeouts,
  respond: (request: UnreadableRequest) => RawResponse,
) => {
  const latestExchange = new WeakMap<Duplex, Exchange>()
  /** The response that has to be sent before that of a pipelined request. */
  const precedingResponse = new WeakMap<IncomingMessage, ServerResponse>()
  const unreadable = new WeakSet<Duplex>()

  const destroyAfterLinger = (socket: Duplex, isNeeded = () => true) => {
    setTimeout(() => isNeeded() && socket.destroy(), lingerMs).unref()
  }

  const sendLast = (socket: Duplex, code: string, rawPacket?: Uint8Array) => {
    if (socket.destroyed) return
    const { remoteAddress: sourceIp } = socket as Socket
    const bytes = serializeResponse(respond({ code, sourceIp, ...(rawPacket && { rawPacket }) }))
    if (!socket.writable) return void socket.destroy()
    socket.end(bytes)
    destroyAfterLinger(socket)
  }

  const onClientError = (
    error: Error & { code?: string; rawPacket?: unknown },
    socket: Duplex,
  ): void => {
    const { code = '' } = error
    const rawPacket = error.rawPacket instanceof Uint8Array ? error.rawPacket : undefined
    if (unreadable.has(socket)) return // the parser fails again on the rest of the same bytes
    if (socket.destroyed || !isParserError(code)) return void socket.destroy()
    unreadable.add(socket)
    const { request, response } = latestExchange.get(socket) ?? {}
    if (request === undefined || response === undefined) {
      sendLast(socket, code, rawPacket)
    } else if (request.complete || response.headersSent) {
      response.once('close', () => sendLast(socket, code, rawPacket))
    } else {
      failBodyReader(request, error)
    }
  }

  /** Whether the client has sent everything and waits for a response that the server has not written yet. */
  const isAnswering = (socket: Socket): boolean => {
    const { request, response } = latestExchange.get(socket) ?? {}
    const isRead = request?.complete === true || unreadable.has(socket)
    return isRead && response?.writableEnded === false && socket.writableLength === 0
  }

  const onRequest = (request: IncomingMessage, response: ServerResponse) => {
    const { socket } = request
    const previous = latestExchange.get(socket)
    const queuedBefore = previous === undefined ? 0 : previous.queuedBefore + 1
    const exchange = { request, response, queuedBefore }
    latestExchange.set(socket, exchange)
    if (previous !== undefined) {
      precedingResponse.set(request, previous.response)
      if (exchange.queuedBefore >= queuedRequestsMax) socket.pause()
    }
    response.once('close', () => {
      const newest = latestExchange.get(socket)
      if (newest === undefined) return
      if (newest === exchange)
        latestExchange.delete(socket) // so that an idle connection does not keep a body in memory
      else if (--newest.queuedBefore < queuedRequestsMax) socket.resume()
    })
    if (!hasBody(request)) return
    response.once('finish', () => {
      // The rest of a body whose request is answered already is not needed.
      if (!request.complete) destroyAfterLinger(socket, () => !request.complete)
    })
  }

  /** Continues once the preceding response of the connection is sent; never, if the connection was closed before. */
  const waitForTurn = (request: IncomingMessage, proceed: () => void): void => {
    const preceding = precedingResponse.get(request)
    if (preceding === undefined || preceding.closed) proceed()
    else {
      preceding.once('close', () => {
        if (!request.socket.destroyed) proceed()
      })
    }
  }

  return {
    waitForTurn,
    /** Options of Node's server. */
    http: {
      headersTimeout: timeouts.headersMs,
      requestTimeout: timeouts.requestMs,
      connectionsCheckingInterval: timeouts.checkEveryMs,
      requireHostHeader: false, // Node's own response has no body; see `lacksOneHost`
    },
    /** Options of Fastify. */
    options: {
      requestTimeout: timeouts.requestMs,
      keepAliveTimeout: timeouts.idleMs,
      clientErrorHandler: onClientError,
    },
    /** Adds the listeners to a server. Call it before the server listens. */
    attach: (server: Server) => {
      server.prependListener('request', onRequest)
      server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) => {
        server.emit('request', request, response) // a server may ignore Expect: RFC 9110, section 10.1.1
      })
      server.on('connect', (_request: IncomingMessage, socket: Duplex) => {
        sendLast(socket, 'ERR_HTTP_CONNECT')
      })
      server.setTimeout(timeouts.stalledMs, (socket) => {
        if (!isAnswering(socket)) socket.destroy()
      })
    },
  }
}

/** The connections of one listener. */
export type Connections = ReturnType<typeof manageConnections>

/** Whether a request has no Host header, or more than one: RFC 9112, section 3.2. HTTP/1.0 does not require one. */
export const lacksOneHost = ({ rawHeaders, httpVersion }: IncomingMessage): boolean => {
  let count = 0
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at]
    if (name?.length === 4 && name.toLowerCase() === 'host') count += 1
  }
  return count > 1 || (count === 0 && httpVersion === '1.1')
}
