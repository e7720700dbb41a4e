import { userFields } from '../directory/attribute-field.ts'
import { readFormChanges } from '../directory/form-changes.ts'
import { UserForm } from '../directory/user-form.tsx'
import { Alert } from '../parts/alert.tsx'
import { VisibleText } from '../parts/visible-text.tsx'
import type { Page, StoreVisit } from '../shared/page.ts'

const loadUser = ({ administration, store, params }: StoreVisit) =>
  administration.directory.getUser(store.identityStoreId, params['userId'] ?? '')

/** The page that adds a user. */
export const newUserPage: Page<StoreVisit> = {
  path: '/users/new',
  title: 'Add user',
  section: '/users',
  show: async (visit) => {
    const path = `${visit.base}/users`
    return (
      <>
        <p class="back">
          <a href={path}>Users</a>
        </p>
        <h1>Add user</h1>
        <UserForm visit={visit} action={`${path}/new/create`} isNew back={path} />
      </>
    )
  },
  actions: {
    create: async (visit) => {
      const { administration, store, base, actor } = visit
      const attributes = readFormChanges(visit, userFields)
      const { userId } = await administration.directory.createUser(
        store.identityStoreId,
        attributes,
        actor,
      )
      return { goTo: `${base}/users/${encodeURIComponent(userId)}`, notice: 'created' }
    },
  },
}

/** The page that edits the attributes of a user. */
export const editUserPage: Page<StoreVisit> = {
  path: '/users/:userId/edit',
  title: 'Edit user',
  section: '/users',
  show: async (visit) => {
    const user = await loadUser(visit)
    const path = `${visit.base}/users/${encodeURIComponent(user.userId)}`
    return (
      <>
        <p class="back">
          <a href={path}>
            <VisibleText text={user.userName} />
          </a>
        </p>
        <h1>Edit user</h1>
        {user.warning !== null && <Alert kind="warning">{user.warning}</Alert>}
        {!user.enabled && (
          <Alert kind="note">A disabled user cannot be edited. Enable the user first.</Alert>
        )}
        <UserForm
          visit={visit}
          action={`${path}/edit/save`}
          resource={user.resource}
          isNew={false}
          back={path}
        />
      </>
    )
  },
  actions: {
    save: async (visit) => {
      const { administration, store, base, actor } = visit
      const { userId, resource } = await loadUser(visit)
      const goTo = `${base}/users/${encodeURIComponent(userId)}`
      const changes = readFormChanges(visit, userFields, resource)
      if (Object.keys(changes).length === 0) return { goTo, notice: 'unchanged' }
      await administration.directory.updateUser(store.identityStoreId, userId, changes, actor)
      return { goTo, notice: 'saved' }
    },
  },
}
