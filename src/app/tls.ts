import { readFile } from 'node:fs/promises'
import { createSecureContext } from 'node:tls'
import type { ServeConfig } from '../config.ts'
import { StartFailure } from '../store/start-failure.ts'

/** What the SCIM listener proves with who it is. */
export interface Tls {
  readonly cert: Buffer
  readonly key: Buffer
}

const readPem = (flag: string, path: string) =>
  readFile(path).catch((error: unknown) => {
    throw new StartFailure(`${path} cannot be read; give ${flag} a PEM file.`, error)
  })

/** Reads certificate and key; undefined where there are none. Throws a StartFailure when they are of no use. */
export const readTls = async (
  config: Pick<ServeConfig, 'tlsCert' | 'tlsKey'>,
): Promise<Tls | undefined> => {
  const { tlsCert, tlsKey } = config
  if (tlsCert === undefined || tlsKey === undefined) return undefined
  const tls = { cert: await readPem('--tls-cert', tlsCert), key: await readPem('--tls-key', tlsKey) }
  try {
    createSecureContext(tls)
  } catch (error) {
    throw new StartFailure(
      `${tlsCert} and ${tlsKey} are no certificate and private key in PEM that belong together; give --tls-cert and --tls-key others.`,
      error,
    )
  }
  return tls
}
