import { Card } from '../parts/card.tsx'
import { Form } from '../parts/form.tsx'
import { Pager, readListPosition } from '../parts/pager.tsx'
import { EnabledBadge } from '../parts/resource-badges.tsx'
import { Table } from '../parts/table.tsx'
import { Timestamp } from '../parts/timestamp.tsx'
import { VisibleText } from '../parts/visible-text.tsx'
import type { StoreVisit } from '../shared/page.ts'
import { SearchForm } from './search-form.tsx'

/** The search for users to add: the name of its field, in the page's URL and in the form. */
export const memberSearchField = 'find'

const resultsMax = 20

interface MembersProps {
  readonly visit: StoreVisit
  readonly groupId: string
  /** The path of the group's page. */
  readonly path: string
}

/** The enabled members of a group, each with a button that removes it. */
export const Members = async ({ visit, groupId, path }: MembersProps) => {
  const { administration, store, base, query } = visit
  const position = readListPosition(query)
  const { items, nextCursor } = await administration.directory.listMembers(
    store.identityStoreId,
    groupId,
    position.cursor === undefined ? {} : { cursor: position.cursor },
  )
  return (
    <Card title="Members" id="members">
      <Table
        caption="Members"
        columns={['User name', 'Display name', 'Member since', 'Actions']}
        rows={items.map((user) => ({
          key: user.membershipId,
          cells: [
            <a key="name" href={`${base}/users/${encodeURIComponent(user.userId)}`}>
              <VisibleText text={user.userName} />
            </a>,
            <bdi key="display">
              <VisibleText text={user.displayName} />
            </bdi>,
            <Timestamp key="since" at={user.memberSince} />,
            <Form key="remove" action={`${path}/remove`}>
              <input type="hidden" name="userId" value={user.userId} />
              <button type="submit" class="small">
                Remove<span class="visually-hidden"> {user.userName}</span>
              </button>
            </Form>,
          ],
        }))}
        empty="This group has no enabled members. Disabled members are not shown."
      />
      <Pager path={path} position={position} nextCursor={nextCursor} />
    </Card>
  )
}

/** A search for users, and a form that adds the selected ones to the group. */
export const AddMembers = async ({ visit, groupId, path }: MembersProps) => {
  const { administration, store, query, form } = visit
  const text = (form.get(memberSearchField) ?? query.get(memberSearchField) ?? '').trim()
  const search = { query: text, limit: resultsMax }
  const { directory } = administration
  const [found, members] =
    text === ''
      ? [undefined, undefined]
      : await Promise.all([
          directory.listUsers(store.identityStoreId, search),
          directory.listMembers(store.identityStoreId, groupId, { ...search, limit: 100 }),
        ])
  const memberIds = new Set(members?.items.map(({ userId }) => userId))
  return (
    <Card title="Add members" id="add">
      <SearchForm
        path={path}
        label="User name, display name or email address"
        name={memberSearchField}
        value={text}
      />
      {found && (
        <Form action={`${path}/add`} class="add-members">
          <input type="hidden" name={memberSearchField} value={text} />
          <Table
            caption="Users that you can add"
            columns={['User', 'Status']}
            rows={found.items.map((user) => ({
              key: user.userId,
              cells: [
                <label key="user" class="check">
                  <input
                    type="checkbox"
                    name="userId"
                    value={user.userId}
                    disabled={!user.enabled || memberIds.has(user.userId)}
                  />
                  <span>
                    <VisibleText text={user.userName} />{' '}
                    <small>
                      <VisibleText text={user.displayName} />
                    </small>
                  </span>
                </label>,
                memberIds.has(user.userId) ? (
                  'Member'
                ) : (
                  <EnabledBadge key="state" enabled={user.enabled} />
                ),
              ],
            }))}
            empty="No matching users."
          />
          {found.nextCursor !== undefined && (
            <p class="hint">More users match. Refine your search to see them.</p>
          )}
          {found.items.length > 0 && (
            <p class="row">
              <button type="submit" class="primary">
                Add selected users
              </button>
            </p>
          )}
        </Form>
      )}
    </Card>
  )
}
