import { timingSafeEqual } from 'node:crypto'
import { hashOfSecret } from '../administration/access-token.ts'
import type { World } from '../operations/operation.ts'
import type { DataDirectory } from './data-directory.ts'

const secretName = 'admin-token'

const isSame = (one: Uint8Array, other: Uint8Array) =>
  one.length === other.length && timingSafeEqual(one, other)

/** Whether this is the admin token; looked up each time, so that all servers of a database agree. */
export const isAdminToken = async (world: World, token: string): Promise<boolean> => {
  const hash = await world.store.secrets.find(secretName)
  return hash !== undefined && isSame(hash, hashOfSecret(token))
}

/**
 * Settles which admin token holds, and says it where this server knows it.
 * One from the environment always wins. Otherwise the one of the data directory, or a new one: always on an embedded
 * database, and on a shared one only when it has none yet, because other servers may be using theirs.
 */
export const settleAdminToken = async (
  world: World,
  directory: DataDirectory,
  options: { readonly given: string | undefined; readonly isShared: boolean },
): Promise<string | null> => {
  const { secrets } = world.store
  const kept = options.given ?? (await directory.readAdminToken())
  const token = kept ?? Buffer.from(world.randomBytes(32)).toString('base64url')
  const hash = hashOfSecret(token)

  if (options.given !== undefined || !options.isShared) {
    await secrets.replace(secretName, hash, world.now())
  } else if (!isSame(await secrets.keep(secretName, hash, world.now()), hash)) {
    return null
  }
  if (kept === undefined) await directory.writeAdminToken(token)
  return token
}
