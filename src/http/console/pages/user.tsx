import type { UserView } from '../../../administration/directory/directory.ts'
import { readAttribute, userFields } from '../directory/attribute-field.ts'
import { History } from '../directory/history.tsx'
import { NameIdCard } from '../directory/name-id.tsx'
import { Alert } from '../parts/alert.tsx'
import { Card } from '../parts/card.tsx'
import { Facts } from '../parts/facts.tsx'
import { Form } from '../parts/form.tsx'
import { Pager, readListPosition } from '../parts/pager.tsx'
import { EnabledBadge, originPhrase } from '../parts/resource-badges.tsx'
import { Table } from '../parts/table.tsx'
import { Timestamp } from '../parts/timestamp.tsx'
import { requireTyped, TypedConfirm } from '../parts/typed-confirm.tsx'
import { VisibleText } from '../parts/visible-text.tsx'
import type { Action, Page, StoreVisit } from '../shared/page.ts'

const readUserId = ({ params }: StoreVisit) => params['userId'] ?? ''
const userPath = (visit: StoreVisit) =>
  `${visit.base}/users/${encodeURIComponent(readUserId(visit))}`

const Details = ({ user }: { readonly user: UserView }) => (
  <Card title="Details">
    <Facts
      items={[
        ...userFields.flatMap((each) => {
          const value = readAttribute(user.resource, each)
          return value === ''
            ? []
            : [[each.label, <VisibleText key={each.label} text={value} />] as const]
        }),
        ['User ID', <code key="id">{user.userId}</code>],
        ...user.externalIds.map(
          ({ issuer, id }) =>
            [
              'External ID',
              <VisibleText key="external" text={issuer === '' ? id : `${id} (${issuer})`} />,
            ] as const,
        ),
        [
          'Created',
          <span key="created">
            <Timestamp at={user.createdAt} />, {originPhrase(user.createdBy)}
          </span>,
        ],
        [
          'Last changed',
          <span key="changed">
            <Timestamp at={user.updatedAt} />, {originPhrase(user.updatedBy)}
          </span>,
        ],
      ]}
    />
  </Card>
)

const Memberships = async (visit: StoreVisit, user: UserView) => {
  const { administration, store, base, query } = visit
  const position = readListPosition(query)
  const { items, nextCursor } = await administration.directory.listMemberships(
    store.identityStoreId,
    user.userId,
    position.cursor === undefined ? {} : { cursor: position.cursor },
  )
  return (
    <Card title="Groups">
      <Table
        caption="Groups"
        columns={['Group', 'Member since']}
        rows={items.map((group) => ({
          key: group.membershipId,
          cells: [
            <a key="group" href={`${base}/groups/${encodeURIComponent(group.groupId)}`}>
              <VisibleText text={group.displayName} />
            </a>,
            <Timestamp key="since" at={group.memberSince} />,
          ],
        }))}
        empty={
          user.enabled
            ? 'This user is in no group. To add members, open the page of a group.'
            : 'The memberships of a disabled user are not shown.'
        }
      />
      <Pager path={userPath(visit)} position={position} nextCursor={nextCursor} />
    </Card>
  )
}

const AccessControl = ({ user }: { readonly user: UserView }) => (
  <Card title="Attributes for access control">
    <p class="hint">
      The value that this user’s sessions would have if you mapped an attribute to the expression.
    </p>
    <Table
      caption="Attributes for access control"
      columns={['Expression', 'Value']}
      rows={user.accessControlAttributes.map(({ expression, value }) => ({
        key: expression,
        cells: [
          <code key="expression">{expression}</code>,
          value === null ? (
            <small key="none">none</small>
          ) : (
            <VisibleText key="value" text={value} />
          ),
        ],
      }))}
      empty=""
    />
  </Card>
)

const show = async (visit: StoreVisit) => {
  const { administration, store, base, query } = visit
  const path = userPath(visit)
  const user = await administration.directory.getUser(store.identityStoreId, readUserId(visit))
  const { enabled } = user
  return (
    <>
      <p class="back">
        <a href={`${base}/users`}>Users</a>
      </p>
      <div class="page-head">
        <h1>
          <bdi>
            <VisibleText text={user.displayName || user.userName} />
          </bdi>
        </h1>
        <EnabledBadge enabled={enabled} />
        <div class="row end">
          <Form action={`${path}/${enabled ? 'disable' : 'enable'}`}>
            <button type="submit">{enabled ? 'Disable' : 'Enable'}</button>
          </Form>
          {enabled && (
            <a class="button" href={`${path}/edit`}>
              Edit
            </a>
          )}
        </div>
      </div>
      {user.warning !== null && <Alert kind="warning">{user.warning}</Alert>}
      {!enabled && (
        <Alert kind="note">
          A disabled user cannot sign in. You cannot edit the user or add the user to a group, but
          the identity provider can.
        </Alert>
      )}
      <Details user={user} />
      {await Memberships(visit, user)}
      {await History({ visit, resourceId: user.userId })}
      <AccessControl user={user} />
      {
        await NameIdCard({
          administration,
          store: store.identityStoreId,
          base,
          path,
          nameId: query.get('nameId') ?? '',
          userId: user.userId,
        })
      }
      <TypedConfirm label="Delete user" word="DELETE" action={`${path}/delete`} id="delete-user">
        <p>
          This deletes the user and all memberships. The IDs of the user are never reused. If the
          user still exists in the identity provider, the identity provider may create the user
          again.
        </p>
      </TypedConfirm>
    </>
  )
}

const setActive =
  (active: boolean): Action<StoreVisit> =>
  async (visit) => {
    const { administration, store, actor } = visit
    await administration.directory.updateUser(
      store.identityStoreId,
      readUserId(visit),
      { active },
      actor,
    )
    return { goTo: userPath(visit), notice: active ? 'enabled' : 'disabled' }
  }

/** The page of one user. */
export const userPage: Page<StoreVisit> = {
  path: '/users/:userId',
  title: 'User',
  section: '/users',
  show,
  notices: {
    created: 'The user was added.',
    saved: 'The user was changed.',
    unchanged: 'Nothing was changed, because you changed no value.',
    enabled: 'The user was enabled.',
    disabled: 'The user was disabled.',
  },
  actions: {
    enable: setActive(true),
    disable: setActive(false),
    delete: async (visit) => {
      requireTyped(visit, 'DELETE')
      const { administration, store, base, actor } = visit
      await administration.directory.deleteUser(store.identityStoreId, readUserId(visit), actor)
      return { goTo: `${base}/users`, notice: 'deleted' }
    },
  },
}
