import { connect } from 'node:net'

/** Answers that came over one connection. */
export interface RawAnswers {
  readonly text: string
  /** The status of each, in their order. */
  readonly statuses: readonly number[]
}

/** A guard, not a measure: a server that never closes must not hold up the tests for ever. */
const patienceMilliseconds = 30_000

/** Sends bytes over a connection of its own, says that nothing more will come, and gives whatever is answered until it is closed. */
export const rawHttp = (origin: string, bytes: string): Promise<RawAnswers> =>
  new Promise((resolve) => {
    const { hostname, port } = new URL(origin)
    const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true })
    let text = ''
    const done = () => {
      clearTimeout(timer)
      socket.destroy()
      const statuses = Array.from(text.matchAll(/^HTTP\/1\.[01] (\d{3})/gm), ([, code]) =>
        Number(code),
      )
      resolve({ text, statuses })
    }
    const timer = setTimeout(done, patienceMilliseconds)
    socket.setEncoding('latin1').on('data', (part: string) => {
      text += part
    })
    socket.on('end', done).on('close', done).on('error', done)
    socket.end(bytes, 'latin1')
  })
