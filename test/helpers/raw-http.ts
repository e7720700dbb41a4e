import { connect } from 'node:net'

/** Answers that came over one connection. */
export interface RawAnswers {
  readonly text: string
  /** The status of each, in their order. */
  readonly statuses: readonly number[]
}

/** A server that waits for the rest of a body says nothing. */
const patienceMs = 4_000
/** An answer that is hidden in another comes right behind it, over the same connection. */
const quietMs = 20

/** Sends bytes over a connection of its own, and gives whatever is answered until it is closed or quiet. */
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
