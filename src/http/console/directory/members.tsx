import { Card } from '../parts/card.tsx'
import { Form } from '../parts/form.tsx'
import { Moment } from '../parts/moment.tsx'
import { listPlace, Pager } from '../parts/pager.tsx'
import { Shown } from '../parts/shown.tsx'
import { Table } from '../parts/table.tsx'
import type { StoreVisit } from '../shared/page.ts'
import { EnabledBadge } from './badges.tsx'
import { SearchForm } from './search-form.tsx'

/** What the users are looked for who may join, in an address and in a form. */
export const joiningField = 'find'

const foundMax = 20

interface MembersProps {
  readonly visit: StoreVisit
  readonly groupId: string
  /** Of the page of the group. */
  readonly path: string
}

/** The members of a group that are enabled, each with a way out. */
export const Members = async ({ visit, groupId, path }: MembersProps) => {
  const { administration, store, base, query } = visit
  const place = listPlace(query)
  const { items, nextCursor } = await administration.directory.listMembers(
    store.identityStoreId,
    groupId,
    place.cursor === undefined ? {} : { cursor: place.cursor },
  )
  return (
    <Card title="Members" id="members">
      <Table
        caption="Members"
        heads={['User name', 'Display name', 'Member since', 'Actions']}
        rows={items.map((user) => ({
          key: user.membershipId,
          cells: [
            <a key="name" href={`${base}/users/${encodeURIComponent(user.userId)}`}>
              <Shown text={user.userName} />
            </a>,
            <bdi key="display">
              <Shown text={user.displayName} />
            </bdi>,
            <Moment key="since" at={user.memberSince} />,
            <Form key="remove" action={`${path}/remove`}>
              <input type="hidden" name="userId" value={user.userId} />
              <button type="submit" class="small">
                Remove<span class="unseen"> {user.userName}</span>
              </button>
            </Form>,
          ],
        }))}
        empty="It has no members that are enabled; those that are disabled are not shown."
      />
      <Pager path={path} place={place} nextCursor={nextCursor} />
    </Card>
  )
}

/** Looks for users, and adds those who are chosen. */
export const Joining = async ({ visit, groupId, path }: MembersProps) => {
  const { administration, store, query, form } = visit
  const text = (form.get(joiningField) ?? query.get(joiningField) ?? '').trim()
  const search = { query: text, limit: foundMax }
  const { directory } = administration
  const [found, members] =
    text === ''
      ? [undefined, undefined]
      : await Promise.all([
          directory.listUsers(store.identityStoreId, search),
          directory.listMembers(store.identityStoreId, groupId, { ...search, limit: 100 }),
        ])
  const isIn = new Set(members?.items.map(({ userId }) => userId))
  return (
    <Card title="Add members" id="add">
      <SearchForm
        path={path}
        label="User name, display name or e-mail address"
        name={joiningField}
        given={text}
      />
      {found && (
        <Form action={`${path}/add`} class="joining">
          <input type="hidden" name={joiningField} value={text} />
          <Table
            caption="Users that may be added"
            heads={['User', 'State']}
            rows={found.items.map((user) => ({
              key: user.userId,
              cells: [
                <label key="user" class="check">
                  <input
                    type="checkbox"
                    name="userId"
                    value={user.userId}
                    disabled={!user.enabled || isIn.has(user.userId)}
                  />
                  <span>
                    <Shown text={user.userName} />{' '}
                    <small>
                      <Shown text={user.displayName} />
                    </small>
                  </span>
                </label>,
                isIn.has(user.userId) ? (
                  'Member'
                ) : (
                  <EnabledBadge key="state" enabled={user.enabled} />
                ),
              ],
            }))}
            empty="No user is like that."
          />
          {found.nextCursor !== undefined && (
            <p class="hint">There are more: say more of whom you look for.</p>
          )}
          {found.items.length > 0 && (
            <p class="row">
              <button type="submit" class="primary">
                Add those chosen
              </button>
            </p>
          )}
        </Form>
      )}
    </Card>
  )
}
