import { readFile } from 'node:fs/promises'
import { createSecureContext } from 'node:tls'
import type { ServeConfig } from '../config.ts'
import { StartFailure } from '../store/start-failure.ts'

/** Certificate chain and private key of the SCIM listener, in PEM. */
export interface Tls {
  readonly cert: Buffer
  readonly key: Buffer
}

const readPem = (flag: string, path: string) =>
  readFile(path).catch((error: unknown) => {
    throw new StartFailure(`Cannot read ${path}. Pass ${flag} with a PEM file.`, error)
  })

/** Reads certificate and key; undefined if none are configured. Throws a StartFailure if they cannot be used. */
export const readTls = async (
  config: Pick<ServeConfig, 'tlsCert' | 'tlsKey'>,
): Promise<Tls | undefined> => {
  const { tlsCert, tlsKey } = config
  if (tlsCert === undefined || tlsKey === undefined) return undefined
  const tls = {
    cert: await readPem('--tls-cert', tlsCert),
    key: await readPem('--tls-key', tlsKey),
  }
  try {
    createSecureContext(tls)
  } catch (error) {
    throw new StartFailure(
      `${tlsCert} and ${tlsKey} are not a matching certificate and private key in PEM. Pass others with --tls-cert and --tls-key.`,
      error,
    )
  }
  return tls
}
