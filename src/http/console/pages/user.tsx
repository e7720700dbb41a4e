import type { UserView } from '../../../administration/directory/directory.ts'
import { userFields, valueAt } from '../directory/attribute-field.ts'
import { byWhom, EnabledBadge } from '../directory/badges.tsx'
import { History } from '../directory/history.tsx'
import { NameIdCard } from '../directory/name-id.tsx'
import { Alert } from '../parts/alert.tsx'
import { Card } from '../parts/card.tsx'
import { Facts } from '../parts/facts.tsx'
import { Form } from '../parts/form.tsx'
import { Moment } from '../parts/moment.tsx'
import { listPlace, Pager } from '../parts/pager.tsx'
import { Shown } from '../parts/shown.tsx'
import { Table } from '../parts/table.tsx'
import { requireTyped, TypedConfirm } from '../parts/typed-confirm.tsx'
import type { Action, Page, StoreVisit } from '../shared/page.ts'

const idIn = ({ params }: StoreVisit) => params['userId'] ?? ''
const pathOf = (visit: StoreVisit) => `${visit.base}/users/${encodeURIComponent(idIn(visit))}`

const Details = ({ user }: { readonly user: UserView }) => (
  <Card title="Details">
    <Facts
      items={[
        ...userFields.flatMap((each) => {
          const value = valueAt(user.resource, each)
          return value === ''
            ? []
            : [[each.label, <Shown key={each.label} text={value} />] as const]
        }),
        ['User id', <code key="id">{user.userId}</code>],
        ...user.externalIds.map(
          ({ issuer, id }) =>
            [
              'External id',
              <Shown key="external" text={issuer === '' ? id : `${id} (${issuer})`} />,
            ] as const,
        ),
        [
          'Made',
          <span key="made">
            <Moment at={user.createdAt} />, by {byWhom(user.createdBy)}
          </span>,
        ],
        [
          'Changed last',
          <span key="changed">
            <Moment at={user.updatedAt} />, by {byWhom(user.updatedBy)}
          </span>,
        ],
      ]}
    />
  </Card>
)

const Memberships = async (visit: StoreVisit, user: UserView) => {
  const { administration, store, base, query } = visit
  const place = listPlace(query)
  const { items, nextCursor } = await administration.directory.listMemberships(
    store.identityStoreId,
    user.userId,
    place.cursor === undefined ? {} : { cursor: place.cursor },
  )
  return (
    <Card title="Groups">
      <Table
        caption="Groups"
        heads={['Group', 'Member since']}
        rows={items.map((group) => ({
          key: group.membershipId,
          cells: [
            <a key="group" href={`${base}/groups/${encodeURIComponent(group.groupId)}`}>
              <Shown text={group.displayName} />
            </a>,
            <Moment key="since" at={group.memberSince} />,
          ],
        }))}
        empty={
          user.enabled
            ? 'It is in no group. A group adds its members on its own page.'
            : 'The memberships of a disabled user are not shown.'
        }
      />
      <Pager path={pathOf(visit)} place={place} nextCursor={nextCursor} />
    </Card>
  )
}

const AccessControl = ({ user }: { readonly user: UserView }) => (
  <Card title="Attributes for access control">
    <p class="hint">What this user’s sessions would carry, were the attribute mapped so.</p>
    <Table
      caption="Attributes for access control"
      heads={['Expression', 'Value']}
      rows={user.accessControlAttributes.map(({ expression, value }) => ({
        key: expression,
        cells: [
          <code key="expression">{expression}</code>,
          value === null ? <small key="none">none</small> : <Shown key="value" text={value} />,
        ],
      }))}
      empty=""
    />
  </Card>
)

const show = async (visit: StoreVisit) => {
  const { administration, store, base, query } = visit
  const path = pathOf(visit)
  const user = await administration.directory.getUser(store.identityStoreId, idIn(visit))
  const { enabled } = user
  return (
    <>
      <p class="back">
        <a href={`${base}/users`}>Users</a>
      </p>
      <div class="page-head">
        <h1>
          <bdi>
            <Shown text={user.displayName || user.userName} />
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
          A disabled user cannot sign in, be edited, or be added to a group; the identity provider
          may still change it.
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
      <TypedConfirm
        label="Delete the user"
        word="DELETE"
        action={`${path}/delete`}
        id="delete-user"
      >
        <p>
          The user goes with all its memberships. Its ids are never given again. Where the identity
          provider still has it, it may send it anew.
        </p>
      </TypedConfirm>
    </>
  )
}

const activate =
  (active: boolean): Action<StoreVisit> =>
  async (visit) => {
    const { administration, store, actor } = visit
    await administration.directory.updateUser(store.identityStoreId, idIn(visit), { active }, actor)
    return { goTo: pathOf(visit), notice: active ? 'enabled' : 'disabled' }
  }

/** One user. */
export const userPage: Page<StoreVisit> = {
  path: '/users/:userId',
  title: 'User',
  section: '/users',
  show,
  notices: {
    created: 'The user was added.',
    saved: 'The user was changed.',
    unchanged: 'Nothing was changed: it was so already.',
    enabled: 'The user was enabled.',
    disabled: 'The user was disabled.',
  },
  actions: {
    enable: activate(true),
    disable: activate(false),
    delete: async (visit) => {
      requireTyped(visit, 'DELETE')
      const { administration, store, base, actor } = visit
      await administration.directory.deleteUser(store.identityStoreId, idIn(visit), actor)
      return { goTo: `${base}/users`, notice: 'deleted' }
    },
  },
}
