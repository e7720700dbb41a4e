import { userFields } from '../directory/attribute-field.ts'
import { changesFilledIn } from '../directory/filled-in.ts'
import { UserForm } from '../directory/user-form.tsx'
import { Alert } from '../parts/alert.tsx'
import { Shown } from '../parts/shown.tsx'
import type { Page, StoreVisit } from '../shared/page.ts'

const userIn = ({ administration, store, params }: StoreVisit) =>
  administration.directory.getUser(store.identityStoreId, params['userId'] ?? '')

/** A new user. */
export const newUserPage: Page<StoreVisit> = {
  path: '/users/new',
  title: 'Add a user',
  section: '/users',
  show: async (visit) => {
    const path = `${visit.base}/users`
    return (
      <>
        <p class="back">
          <a href={path}>Users</a>
        </p>
        <h1>Add a user</h1>
        <UserForm visit={visit} action={`${path}/new/create`} isNew back={path} />
      </>
    )
  },
  actions: {
    create: async (visit) => {
      const { administration, store, base, actor } = visit
      const attributes = changesFilledIn(visit, userFields)
      const { userId } = await administration.directory.createUser(
        store.identityStoreId,
        attributes,
        actor,
      )
      return { goTo: `${base}/users/${encodeURIComponent(userId)}`, notice: 'created' }
    },
  },
}

/** The details of a user, to be changed. */
export const editUserPage: Page<StoreVisit> = {
  path: '/users/:userId/edit',
  title: 'Edit a user',
  section: '/users',
  show: async (visit) => {
    const user = await userIn(visit)
    const path = `${visit.base}/users/${encodeURIComponent(user.userId)}`
    return (
      <>
        <p class="back">
          <a href={path}>
            <Shown text={user.userName} />
          </a>
        </p>
        <h1>Edit a user</h1>
        {user.warning !== null && <Alert kind="warning">{user.warning}</Alert>}
        {!user.enabled && (
          <Alert kind="note">
            The details of a disabled user cannot be edited: enable it first.
          </Alert>
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
      const { userId, resource } = await userIn(visit)
      const goTo = `${base}/users/${encodeURIComponent(userId)}`
      const changes = changesFilledIn(visit, userFields, resource)
      if (Object.keys(changes).length === 0) return { goTo, notice: 'unchanged' }
      await administration.directory.updateUser(store.identityStoreId, userId, changes, actor)
      return { goTo, notice: 'saved' }
    },
  },
}
