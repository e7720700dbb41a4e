import { createHmac, timingSafeEqual } from 'node:crypto'
import type { AccessKeySecrets } from '../administration/stores/access-keys.ts'
import { hashSecret } from '../administration/stores/access-token.ts'
import type { Dependencies } from '../operations/operation.ts'
import { StartFailure } from '../store/start-failure.ts'
import type { DataDirectory } from './data-directory.ts'

const secretName = 'server-key'

/** 30 bytes are 40 characters of base64, as IAM's secret access keys have. */
const secretBytes = 30

const isSame = (one: Uint8Array | undefined, other: Uint8Array) =>
  one?.length === other.length && timingSafeEqual(one, other)

const secretsUnder = (dependencies: Dependencies, key: string): AccessKeySecrets => {
  const hash = hashSecret(key)
  return {
    secretOf: (id) =>
      createHmac('sha256', key).update(id).digest().subarray(0, secretBytes).toString('base64'),
    areCurrent: async () => isSame(await dependencies.store.secrets.find(secretName), hash),
  }
}

/** How a server key is settled. */
interface ServerKeyOptions {
  readonly given: string | undefined
  readonly isShared: boolean
  readonly notice: (sentence: string) => void
}

/**
 * Settles under which server key the secrets of access keys are made: the one of the environment, or of the data
 * directory, or a new one. A database has one, and remembers its hash; while it has access keys, no other will do.
 * Undefined where a shared database has one that is not known here: then nobody can sign in with an access key.
 */
export const settleServerKey = async (
  dependencies: Dependencies,
  directory: DataDirectory,
  { given, isShared, notice }: ServerKeyOptions,
): Promise<AccessKeySecrets | undefined> => {
  const { secrets, accessKeys } = dependencies.store
  const kept = given ?? (await directory.readServerKey())
  const key = kept ?? Buffer.from(dependencies.randomBytes(32)).toString('base64url')
  const hash = hashSecret(key)

  if (!isSame(await secrets.keep(secretName, hash, dependencies.now()), hash)) {
    const isNeeded = !(await accessKeys.isEmpty())
    if (given !== undefined && isNeeded) {
      throw new StartFailure(
        'SCIM_SERVER_KEY is not the server key that the access keys of this database were made under; give that one, or delete the access keys first.',
      )
    }
    if (given === undefined && isShared) {
      notice(
        'The Identity Store API is closed on this server: the server key of this database is not known here. Give all servers the same SCIM_SERVER_KEY.',
      )
      return undefined
    }
    if (isNeeded) {
      notice(
        'The server key is lost, and with it the secrets of all access keys; delete those, and make others with access-key create.',
      )
    }
    await secrets.replace(secretName, hash, dependencies.now())
  }
  if (kept === undefined) await directory.writeServerKey(key)
  return secretsUnder(dependencies, key)
}

/**
 * The same for a command that works on the store itself: it says nothing, and only what is known already is used on a
 * shared database, whose servers are elsewhere.
 */
export const findServerKey = async (
  dependencies: Dependencies,
  directory: DataDirectory,
  { given, isShared }: Omit<ServerKeyOptions, 'notice'>,
): Promise<AccessKeySecrets | undefined> => {
  const isKnown = given !== undefined || (await directory.readServerKey()) !== undefined
  if (isShared && !isKnown) return undefined
  return settleServerKey(dependencies, directory, { given, isShared, notice: () => {} }).catch(
    (error: unknown) => {
      if (error instanceof StartFailure) return undefined // of interest to those who make a key alone
      throw error
    },
  )
}
