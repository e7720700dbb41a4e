import { AdministrationError } from '../administration/shared/administration-error.ts'
import { hashSecret } from '../administration/stores/access-token.ts'
import { constantTimeEqual } from '../lib/constant-time-equal.ts'
import type { Dependencies } from '../operations/operation.ts'
import type { DataDirectory } from './data-directory.ts'

const secretName = 'admin-token'

const newToken = ({ randomBytes }: Dependencies) =>
  Buffer.from(randomBytes(32)).toString('base64url')

/** Whether this is the admin token. It is looked up on each call, so that a rotation applies to all servers at once. */
export const isAdminToken = async (dependencies: Dependencies, token: string): Promise<boolean> => {
  const hash = await dependencies.store.secrets.find(secretName)
  return hash !== undefined && constantTimeEqual(hash, hashSecret(token))
}

/**
 * Replaces the stored hash and, in the same transaction, ends all console sessions. Does nothing if the hash is the
 * same.
 */
const replaceToken = async (dependencies: Dependencies, hash: Uint8Array): Promise<void> => {
  const before = await dependencies.store.secrets.find(secretName)
  if (before !== undefined && constantTimeEqual(before, hash)) return
  await dependencies.store.transaction(async ({ secrets, consoleSessions }) => {
    await secrets.replace(secretName, hash, dependencies.now())
    await consoleSessions.clear()
  })
}

interface AdminTokenOptions {
  /** The token from the environment, if any. */
  readonly given: string | undefined
  /** Whether other servers may use the same database. */
  readonly isShared: boolean
}

/**
 * Determines the admin token at the start of a server. Returns null if only its hash is known.
 *
 * - A token from the environment replaces the stored hash.
 * - Otherwise the candidate is the token of the data directory, or a new one. An embedded database always takes it. A
 *   shared database takes it only if it has no hash yet: other servers may use the stored one. Null if that differs.
 *
 * A new token is written to the data directory, so that commands on this machine can use it.
 */
export const resolveAdminToken = async (
  dependencies: Dependencies,
  directory: DataDirectory,
  options: AdminTokenOptions,
): Promise<string | null> => {
  const fileToken = options.given ?? (await directory.readAdminToken())
  const token = fileToken ?? newToken(dependencies)
  const hash = hashSecret(token)

  if (options.given !== undefined || !options.isShared) {
    await replaceToken(dependencies, hash)
  } else if (
    !constantTimeEqual(
      await dependencies.store.secrets.keep(secretName, hash, dependencies.now()),
      hash,
    )
  ) {
    return null
  }
  if (fileToken === undefined) await directory.writeAdminToken(token)
  return token
}

const rotateToken = async (
  dependencies: Dependencies,
  directory: DataDirectory,
  { given, isShared }: AdminTokenOptions,
): Promise<string> => {
  if (given !== undefined) {
    throw new AdministrationError(
      'conflict',
      'The admin token is set by SCIM_ADMIN_TOKEN, so it cannot be rotated. Change the variable and restart the server.',
    )
  }
  const fileToken = await directory.readAdminToken()
  const token = newToken(dependencies)
  // The file first: at its next start, an embedded database takes its token from the file, and not the old one.
  const isOwnToken =
    !isShared || (fileToken !== undefined && (await isAdminToken(dependencies, fileToken)))
  if (isOwnToken) await directory.writeAdminToken(token)
  try {
    await replaceToken(dependencies, hashSecret(token))
  } catch (error) {
    if (isOwnToken && fileToken !== undefined) await directory.writeAdminToken(fileToken)
    throw error
  }
  return token
}

/**
 * A function that replaces the admin token and returns the new one. Rotations run one after the other.
 *
 * States: old token in file and database; new token in the file; new token in both. If the database fails, the file is
 * restored. A crash between the two steps leaves the new token in the file: an embedded database takes it at the next
 * start. On a shared database the old token stays valid, and commands on this machine need --admin-token.
 *
 * The function rejects with an AdministrationError `conflict` if the environment sets the token.
 */
export const createAdminTokenRotation = (
  dependencies: Dependencies,
  directory: DataDirectory,
  options: AdminTokenOptions,
): (() => Promise<string>) => {
  let last: Promise<unknown> = Promise.resolve()
  return () => {
    const next = last.then(() => rotateToken(dependencies, directory, options))
    last = next.catch(() => {})
    return next
  }
}
