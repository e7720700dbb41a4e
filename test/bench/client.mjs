// A minimal HTTP client with persistent connections. On two cores a general client uses as much processor time as the
// servers, which would pull every ratio towards 1. It supports only the HTTP that these servers use.
import { once } from 'node:events'
import { connect } from 'node:net'

const END_OF_HEAD = Buffer.from('\r\n\r\n')
const END_OF_CHUNKS = Buffer.from('\r\n0\r\n\r\n')

/** The status and the bounds of the body of the first response in these bytes; undefined if it is incomplete. */
const parseAnswer = (bytes) => {
  const end = bytes.indexOf(END_OF_HEAD)
  if (end === -1) return undefined
  const head = bytes.latin1Slice(0, end).toLowerCase()
  const status = Number(head.slice(9, 12))
  const from = end + END_OF_HEAD.length
  if (status === 204) return { status, from, to: from, next: from }
  if (head.includes('\r\ntransfer-encoding: chunked')) {
    const to = bytes.indexOf(END_OF_CHUNKS, end)
    return to === -1 ? undefined : { status, from, to, next: to + END_OF_CHUNKS.length }
  }
  const place = head.indexOf('\r\ncontent-length:')
  if (place === -1) throw new Error(`A response without a length: ${head}`)
  const to = from + Number.parseInt(head.slice(place + 17), 10)
  return bytes.length < to ? undefined : { status, from, to, next: to }
}

/** One connection, for one request at a time. */
const openConnection = async ({ host, port }) => {
  const socket = connect({ host, port, noDelay: true })
  await once(socket, 'connect')
  let received = Buffer.alloc(0)
  let waiting

  const end = (error) => {
    waiting?.reject(error)
    waiting = undefined
  }
  socket.on('error', end)
  socket.on('close', () => end(new Error('The server closed the connection.')))
  socket.on('data', (bytes) => {
    received = received.length === 0 ? bytes : Buffer.concat([received, bytes])
    const answer = parseAnswer(received)
    if (answer === undefined) return
    const body = received.subarray(answer.from, answer.to)
    received = received.subarray(answer.next)
    const { resolve } = waiting
    waiting = undefined
    resolve({ status: answer.status, body })
  })

  return {
    ask: (request) =>
      new Promise((resolve, reject) => {
        if (socket.destroyed) return reject(new Error('The connection is closed.'))
        waiting = { resolve, reject }
        socket.write(request)
      }),
    isClosed: () => socket.destroyed,
    close: () => socket.destroy(),
  }
}

/** A client of one server, over as many connections as requested. They stay open between uses. */
export const client = (base, token = 'none') => {
  const { hostname: host, port, pathname } = new URL(base)
  const prefix = pathname === '/' ? '' : pathname
  const head = [
    '',
    `Host: ${host}:${port}`,
    'User-Agent: bench',
    `Authorization: Bearer ${token}`,
    'Content-Type: application/scim+json',
    '',
  ].join('\r\n')
  const open = []

  const bytesOf = ({ method, path, body }) => {
    const first = `${method} ${prefix}${path} HTTP/1.1${head}`
    if (body === undefined) return `${first}\r\n`
    return `${first}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
  }
  /** Sends a request and throws unless its response is as expected: fast failures would distort the figures. */
  const askOver = async (connection, request) => {
    const { status, body } = await connection.ask(bytesOf(request))
    if (status !== request.status) {
      throw new Error(`${request.method} ${prefix}${request.path}: ${status} ${body}`)
    }
    if (request.holds !== undefined && !body.includes(request.holds)) {
      throw new Error(`${request.method} ${prefix}${request.path}: no ${request.holds} in ${body}`)
    }
    return body
  }
  const connections = async (count) => {
    open.splice(0, Infinity, ...open.filter(({ isClosed }) => !isClosed())) // without those that the server has closed
    while (open.length < count) open.push(await openConnection({ host, port }))
    return open.slice(0, count)
  }
  const ask = async (request) => {
    const [connection] = await connections(1)
    const body = await askOver(connection, request)
    return body.length === 0 ? undefined : JSON.parse(body)
  }
  return { askOver, connections, ask, close: () => open.splice(0).map(({ close }) => close()) }
}
