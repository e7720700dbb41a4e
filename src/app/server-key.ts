import { createHmac } from 'node:crypto'
import type { AccessKeySecrets } from '../administration/stores/access-keys.ts'
import { hashSecret } from '../administration/stores/access-token.ts'
import { constantTimeEqual } from '../lib/constant-time-equal.ts'
import type { Dependencies } from '../operations/operation.ts'
import { StartFailure } from '../store/start-failure.ts'
import type { DataDirectory } from './data-directory.ts'

const secretName = 'server-key'

/** 30 bytes are 40 characters of base64, the length of IAM's secret access keys. */
const secretBytes = 30

const deriveSecrets = (dependencies: Dependencies, key: string): AccessKeySecrets => {
  const hash = hashSecret(key)
  return {
    secretOf: (id) =>
      createHmac('sha256', key).update(id).digest().subarray(0, secretBytes).toString('base64'),
    areCurrent: async () => {
      const stored = await dependencies.store.secrets.find(secretName)
      return stored !== undefined && constantTimeEqual(stored, hash)
    },
  }
}

interface ServerKeyOptions {
  readonly given: string | undefined
  readonly isShared: boolean
  readonly notice: (sentence: string) => void
}

/**
 * Determines the server key at the start of a server: from the environment, from the data directory, or a new one. The
 * secret of an access key is an HMAC of its id under this key. The database stores the key's hash only.
 *
 * States, by the stored hash:
 * - none, or equal to the key's hash: the key is used.
 * - different, and the database has no access keys: the key replaces it.
 * - different, with access keys: a key from the environment throws a StartFailure. A shared database whose key is
 * unknown
 *   here returns undefined: this server then refuses all access keys. An embedded database has lost its key with the
 *   file: a new key replaces it, and the existing access keys no longer work.
 *
 * Trade-off: secrets need no storage, but one lost key invalidates all of them.
 */
export const resolveServerKey = async (
  dependencies: Dependencies,
  directory: DataDirectory,
  { given, isShared, notice }: ServerKeyOptions,
): Promise<AccessKeySecrets | undefined> => {
  const { secrets, accessKeys } = dependencies.store
  const knownKey = given ?? (await directory.readServerKey())
  const key = knownKey ?? Buffer.from(dependencies.randomBytes(32)).toString('base64url')
  const hash = hashSecret(key)

  if (!constantTimeEqual(await secrets.keep(secretName, hash, dependencies.now()), hash)) {
    const isNeeded = !(await accessKeys.isEmpty())
    if (given !== undefined && isNeeded) {
      throw new StartFailure(
        'SCIM_SERVER_KEY is not the server key with which the access keys of this database were created. Set it to that key, or delete the access keys first.',
      )
    }
    if (given === undefined && isShared) {
      notice(
        'The Identity Store API is not available on this server, because it does not know the server key of this database. Set the same SCIM_SERVER_KEY on all servers.',
      )
      return undefined
    }
    if (isNeeded) {
      notice(
        'The server key is lost, so the existing access keys no longer work. Delete them with `access-key delete` and create new ones with `access-key create`.',
      )
    }
    await secrets.replace(secretName, hash, dependencies.now())
  }
  if (knownKey === undefined) await directory.writeServerKey(key)
  return deriveSecrets(dependencies, key)
}

/**
 * The server key for a command that opens the database itself, without notices. On a shared database a key is never
 * created: it belongs to the servers. Undefined if the key is unknown or wrong.
 */
export const findServerKey = async (
  dependencies: Dependencies,
  directory: DataDirectory,
  { given, isShared }: Omit<ServerKeyOptions, 'notice'>,
): Promise<AccessKeySecrets | undefined> => {
  const isKnown = given !== undefined || (await directory.readServerKey()) !== undefined
  if (isShared && !isKnown) return undefined
  return resolveServerKey(dependencies, directory, { given, isShared, notice: () => {} }).catch(
    (error: unknown) => {
      if (error instanceof StartFailure) return undefined // only `access-key create` needs the key, and reports that it is missing
      throw error
    },
  )
}
