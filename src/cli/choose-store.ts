import type { Administration } from '../administration/administration.ts'
import { AdministrationError } from '../administration/shared/administration-error.ts'
import { WrongUsage } from '../config.ts'

/** The id of the named store or of the only store. Throws if there is none or the choice is ambiguous. */
export const chooseStore = async (
  administration: Administration,
  named: string | undefined,
): Promise<string> => {
  if (named !== undefined) return named
  const [only, ...others] = await administration.listStores()
  if (only === undefined) {
    throw new AdministrationError(
      'not-found',
      'There is no identity store. Create one with `store create`.',
    )
  }
  if (others.length === 0) return only.identityStoreId
  const ids = [only, ...others].map(({ identityStoreId }) => identityStoreId)
  throw new WrongUsage(`There are ${ids.length} identity stores. Choose one of ${ids.join(', ')}.`)
}
