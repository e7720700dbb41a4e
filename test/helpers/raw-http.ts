import { connect } from 'node:net'

/** Responses over one connection. */
export interface RawAnswers {
  readonly text: string
  /** Their statuses, in order. */
  readonly statuses: readonly number[]
}

/** Without data for this time, the server is waiting for the rest of a body. */
const patienceMs = 4_000
/** A response to a hidden request follows right after the first response. */
const quietMs = 20

/** Sends bytes over a new connection and returns all responses until it is closed or idle. */
export const rawHttp = (origin: string, bytes: string): Promise<RawAnswers> =>
  new Promise((resolve) => {
    const { hostname, port } = new URL(origin)
    const socket = connect({ host: hostname, port: Number(port) })
    let text = ''
    const done = () => {
      clearTimeout(timer)
      socket.destroy()
      const statuses = Array.from(text.matchAll(/^HTTP\/1\.[01] (\d{3})/gm), ([, code]) =>
        Number(code),
      )
      resolve({ text, statuses })
    }
    let timer = setTimeout(done, patienceMs)
    socket.setEncoding('latin1').on('data', (part: string) => {
      text += part
      clearTimeout(timer)
      timer = setTimeout(done, quietMs)
    })
    socket.on('end', done).on('close', done).on('error', done)
    socket.write(bytes, 'latin1')
  })
