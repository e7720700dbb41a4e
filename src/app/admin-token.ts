import { timingSafeEqual } from 'node:crypto'
import { AdministrationError } from '../administration/shared/administration-error.ts'
import { hashSecret } from '../administration/stores/access-token.ts'
import type { Dependencies } from '../operations/operation.ts'
import type { DataDirectory } from './data-directory.ts'

const secretName = 'admin-token'

const isSame = (one: Uint8Array, other: Uint8Array) =>
  one.length === other.length && timingSafeEqual(one, other)

const newToken = ({ randomBytes }: Dependencies) =>
  Buffer.from(randomBytes(32)).toString('base64url')

/** Whether this is the admin token; looked up each time, so that all servers of a database agree. */
export const isAdminToken = async (dependencies: Dependencies, token: string): Promise<boolean> => {
  const hash = await dependencies.store.secrets.find(secretName)
  return hash !== undefined && isSame(hash, hashSecret(token))
}

/** Puts a token in the place of the one that holds. Whoever has signed in to the console by that one is signed out. */
const replace = async (dependencies: Dependencies, hash: Uint8Array): Promise<void> => {
  const before = await dependencies.store.secrets.find(secretName)
  if (before !== undefined && isSame(before, hash)) return
  await dependencies.store.transaction(async ({ secrets, consoleSessions }) => {
    await secrets.replace(secretName, hash, dependencies.now())
    await consoleSessions.clear()
  })
}

/** What a server knows of the admin token. */
interface AdminTokenOptions {
  /** The one from the environment, which always wins. */
  readonly given: string | undefined
  /** Whether other servers may use the database. */
  readonly isShared: boolean
}

/**
 * Settles which admin token holds, and says it where this server knows it.
 * One from the environment always wins. Otherwise the one of the data directory, or a new one: always on an embedded
 * database, and on a shared one only when it has none yet, because other servers may be using theirs.
 */
export const settleAdminToken = async (
  dependencies: Dependencies,
  directory: DataDirectory,
  options: AdminTokenOptions,
): Promise<string | null> => {
  const kept = options.given ?? (await directory.readAdminToken())
  const token = kept ?? newToken(dependencies)
  const hash = hashSecret(token)

  if (options.given !== undefined || !options.isShared) {
    await replace(dependencies, hash)
  } else if (
    !isSame(await dependencies.store.secrets.keep(secretName, hash, dependencies.now()), hash)
  ) {
    return null
  }
  if (kept === undefined) await directory.writeAdminToken(token)
  return token
}

const rotate = async (
  dependencies: Dependencies,
  directory: DataDirectory,
  { given, isShared }: AdminTokenOptions,
): Promise<string> => {
  if (given !== undefined) {
    throw new AdministrationError(
      'conflict',
      'The admin token is what SCIM_ADMIN_TOKEN says; change it there, and start the server again.',
    )
  }
  const kept = await directory.readAdminToken()
  const token = newToken(dependencies)
  // The directory first: an embedded database goes by it at the next start, and the old token must not come back.
  const isKept = !isShared || (kept !== undefined && (await isAdminToken(dependencies, kept)))
  if (isKept) await directory.writeAdminToken(token)
  try {
    await replace(dependencies, hashSecret(token))
  } catch (error) {
    if (isKept && kept !== undefined) await directory.writeAdminToken(kept)
    throw error
  }
  return token
}

/** Rotates the admin token, one rotation after the other: gives a new one; the old one is refused at once, everywhere. */
export const adminTokenRotation = (
  dependencies: Dependencies,
  directory: DataDirectory,
  options: AdminTokenOptions,
): (() => Promise<string>) => {
  let last: Promise<unknown> = Promise.resolve()
  return () => {
    const next = last.then(() => rotate(dependencies, directory, options))
    last = next.catch(() => {})
    return next
  }
}
