import { NameIdCard } from '../directory/name-id.tsx'
import { SearchForm } from '../directory/search-form.tsx'
import { Card } from '../parts/card.tsx'
import { formatNumber } from '../parts/number.ts'
import { Pager, readListPosition } from '../parts/pager.tsx'
import { EnabledBadge, originLabel } from '../parts/resource-badges.tsx'
import { Table } from '../parts/table.tsx'
import { VisibleText } from '../parts/visible-text.tsx'
import type { Page, StoreVisit } from '../shared/page.ts'

const show = async ({ administration, counts, store, base, query: params }: StoreVisit) => {
  const { identityStoreId: id } = store
  const path = `${base}/users`
  const query = (params.get('query') ?? '').trim()
  const position = readListPosition(params)
  const [total, { items, nextCursor }] = await Promise.all([
    counts(id),
    administration.directory.listUsers(id, {
      ...(query !== '' && { query }),
      ...(position.cursor !== undefined && { cursor: position.cursor }),
    }),
  ])
  return (
    <>
      <div class="page-head">
        <h1>Users</h1>
        <a class="button primary end" href={`${path}/new`}>
          Add user
        </a>
      </div>
      <SearchForm path={path} label="User name, display name or email address" value={query} />
      <Card title={query === '' ? `${formatNumber(total.users)} total` : 'Search results'}>
        <Table
          caption="Users"
          columns={['User name', 'Display name', 'Email address', 'Status', 'Origin']}
          rows={items.map((user) => ({
            key: user.userId,
            cells: [
              <a key="name" href={`${path}/${encodeURIComponent(user.userId)}`}>
                <VisibleText text={user.userName} />
              </a>,
              <bdi key="display">
                <VisibleText text={user.displayName} />
              </bdi>,
              <VisibleText key="email" text={user.email ?? ''} />,
              <EnabledBadge key="state" enabled={user.enabled} />,
              originLabel(user.createdBy),
            ],
          }))}
          empty={
            query === ''
              ? 'No users yet. The identity provider provisions them, or you add one.'
              : 'No matching users.'
          }
        />
        <Pager
          path={path}
          params={query === '' ? {} : { query }}
          position={position}
          nextCursor={nextCursor}
        />
      </Card>
      {
        await NameIdCard({
          administration,
          store: id,
          base,
          path,
          nameId: params.get('nameId') ?? '',
        })
      }
    </>
  )
}

/** The page of the users of an identity store. */
export const usersPage: Page<StoreVisit> = {
  path: '/users',
  title: 'Users',
  label: 'Users',
  show,
  notices: { deleted: 'The user and all memberships of the user were deleted.' },
}
