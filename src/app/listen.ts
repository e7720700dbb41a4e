import type { FastifyInstance } from 'fastify'
import { errorCode } from '../lib/error-code.ts'
import { StartFailure } from '../store/start-failure.ts'

/** A listener's name and address, with the options that set them. */
export interface ListenerAddress {
  readonly name: string
  readonly host: string
  readonly hostFlag: string
  readonly port: number
  readonly portFlag: string
}

const explainListenError = (
  { name, host, hostFlag, port, portFlag }: ListenerAddress,
  code: string | undefined,
) => {
  switch (code) {
    case 'EADDRINUSE':
      return `The ${name} cannot start: port ${port} of ${host} is already in use. Stop the other process or pass ${portFlag} (0 for any free port).`
    case 'EACCES':
      return `The ${name} cannot start: this user may not listen on port ${port}. Pass ${portFlag} with a port above 1023.`
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `The ${name} cannot start: ${host} is not an address of this machine. Pass another address with ${hostFlag}.`
    default:
      return undefined
  }
}

/** Starts to listen. Throws a StartFailure if the address cannot be used. */
export const listen = async (app: FastifyInstance, address: ListenerAddress): Promise<void> => {
  try {
    await app.listen({ host: address.host, port: address.port })
  } catch (error) {
    const sentence = explainListenError(address, errorCode(error))
    throw sentence === undefined ? error : new StartFailure(sentence, error)
  }
}
