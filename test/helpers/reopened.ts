import { openStore } from '../../src/store/open-store.ts'
import { everything, here, ids } from './rows.ts'

/** Opens a data directory again, and reports whether it is ready and which users it holds. */
export const reopened = async (dataDir: string) => {
  const { store, ready, close } = await openStore({ dataDir })
  const isReady = await ready()
  const users = ids(await store.users.list(here, undefined, everything))
  await close()
  return { isReady, users }
}
