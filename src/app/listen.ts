import type { FastifyInstance } from 'fastify'
import { StartFailure } from '../store/start-failure.ts'

/** What a listener is called, and the flags that say where it listens. */
export interface ListenerAddress {
  readonly name: string
  readonly host: string
  readonly hostFlag: string
  readonly port: number
  readonly portFlag: string
}

const errorCode = (error: unknown) =>
  error instanceof Error && 'code' in error ? String(error.code) : ''

const explainListenError = ({ name, host, hostFlag, port, portFlag }: ListenerAddress, code: string) => {
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} of ${host} is taken, so the ${name} cannot listen there; choose another port with ${portFlag}, or 0 for any free one.`
    case 'EACCES':
      return `This user may not listen on port ${port}; choose a port above 1023 for the ${name} with ${portFlag}.`
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `${host} is no address of this machine, so the ${name} cannot listen there; choose another with ${hostFlag}.`
    default:
      return undefined
  }
}

/** Begins to listen, or says in a sentence why it cannot and what to do. */
export const listen = async (app: FastifyInstance, address: ListenerAddress): Promise<void> => {
  try {
    await app.listen({ host: address.host, port: address.port })
  } catch (error) {
    const sentence = explainListenError(address, errorCode(error))
    throw sentence === undefined ? error : new StartFailure(sentence, error)
  }
}
