import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** A response on a raw connection. */
export interface RawReceived {
  readonly status: number
  /** Headers by lower-case name. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** A raw connection, for requests that node:http does not send. */
export interface RawLine {
  readonly socket: Socket
  readonly write: (bytes: string | Uint8Array) => void
  /** All text received so far. */
  readonly received: () => string
  /** Waits for a number of complete responses. Returns fewer if the connection closes before. */
  readonly answers: (count?: number) => Promise<readonly RawReceived[]>
  /** Whether the server closes the connection within this many milliseconds. */
  readonly closes: (milliseconds?: number) => Promise<boolean>
}

const waitMax = 20_000

/** The complete responses at the beginning of a text, without those of status 100. */
export const answersIn = (text: string): readonly RawReceived[] => {
  const found: RawReceived[] = []
  for (let rest = text; ; ) {
    const end = rest.indexOf('\r\n\r\n')
    if (end === -1) return found
    const [first = '', ...lines] = rest.slice(0, end).split('\r\n')
    const headers = Object.fromEntries(
      lines.map((line) => {
        const [name = '', ...value] = line.split(': ')
        return [name.toLowerCase(), value.join(': ')]
      }),
    )
    const status = Number(first.split(' ')[1])
    const length = Number(headers['content-length'] ?? 0)
    const body = rest.slice(end + 4, end + 4 + length)
    if (body.length < length) return found
    if (status !== 100) found.push({ status, headers, body })
    rest = rest.slice(end + 4 + length)
  }
}

/** Connects to a port of this machine. */
export const rawLine = async (port: number): Promise<RawLine> => {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
  let text = ''
  let isClosed = false
  socket.on('data', (bytes) => {
    text += bytes.toString('latin1')
  })
  socket.on('error', () => {}) // many tests expect a reset
  socket.on('end', () => {
    isClosed = true
    socket.end()
  })
  socket.on('close', () => {
    isClosed = true
  })
  await Promise.race([once(socket, 'connect'), once(socket, 'close')])
  const until = async (isDone: () => boolean, milliseconds: number) => {
    const deadline = Date.now() + milliseconds
    while (!isDone() && Date.now() < deadline) await sleep(5)
    return isDone()
  }
  return {
    socket,
    write: (bytes) => void socket.write(bytes),
    received: () => text,
    answers: async (count = 1) => {
      await until(() => isClosed || answersIn(text).length >= count, waitMax)
      return answersIn(text)
    },
    closes: (milliseconds = waitMax) => until(() => isClosed, milliseconds),
  }
}

/** Sends bytes over a new connection and returns the first response. */
export const rawAnswer = async (
  port: number,
  bytes: string | Uint8Array,
): Promise<RawReceived | undefined> => {
  const line = await rawLine(port)
  line.write(bytes)
  const [answer] = await line.answers()
  line.socket.destroy()
  return answer
}
