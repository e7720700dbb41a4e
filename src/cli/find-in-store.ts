import type { DirectorySearch, Listed } from '../administration/directory/directory.ts'
import { AdministrationError } from '../administration/shared/administration-error.ts'
import { readableText } from '../identity-center/code-points.ts'
import { foldCase } from '../identity-center/fold-case.ts'
import { isResourceId } from '../identity-center/identifiers.ts'
import type { StoreDirectory } from './directory-action.ts'

const pageLimit = 100

/** The first item with this name, ignoring case. */
const findByName = async <Item>(
  list: (search: DirectorySearch) => Promise<Listed<Item>>,
  name: string,
  nameOf: (item: Item) => string,
): Promise<Item | undefined> => {
  let cursor: string | undefined
  do {
    const place = cursor === undefined ? {} : { cursor }
    const page = await list({ query: name, limit: pageLimit, ...place })
    const found = page.items.find((item) => foldCase(nameOf(item)) === foldCase(name))
    if (found !== undefined) return found
    cursor = page.nextCursor
  } while (cursor !== undefined)
  return undefined
}

const notFoundError = (what: string, name: string, store: string) =>
  new AdministrationError(
    'not-found',
    `Identity store ${store} has no ${what} with the name ${readableText(name)}. List them with \`${what} list\`.`,
  )

/** The id of the user with this id or user name. Throws AdministrationError `not-found`. */
export const findUser = async (
  { directory, store }: StoreDirectory,
  named: string,
): Promise<string> => {
  if (isResourceId(named)) return named
  const list = (search: DirectorySearch) => directory.listUsers(store, search)
  const found = await findByName(list, named, ({ userName }) => userName)
  if (found === undefined) throw notFoundError('user', named, store)
  return found.userId
}

/** The id of the group with this id or name. Throws AdministrationError `not-found`. */
export const findGroup = async (
  { directory, store }: StoreDirectory,
  named: string,
): Promise<string> => {
  if (isResourceId(named)) return named
  const list = (search: DirectorySearch) => directory.listGroups(store, search)
  const found = await findByName(list, named, ({ displayName }) => displayName)
  if (found === undefined) throw notFoundError('group', named, store)
  return found.groupId
}
