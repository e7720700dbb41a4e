import { EnabledBadge, originText } from '../directory/badges.tsx'
import { NameIdCard } from '../directory/name-id.tsx'
import { SearchForm } from '../directory/search-form.tsx'
import { Card } from '../parts/card.tsx'
import { listPlace, Pager } from '../parts/pager.tsx'
import { Shown } from '../parts/shown.tsx'
import { Table } from '../parts/table.tsx'
import type { Page, StoreVisit } from '../shared/page.ts'

const number = new Intl.NumberFormat('en')

const show = async ({ administration, counts, store, base, query: asked }: StoreVisit) => {
  const { identityStoreId: id } = store
  const path = `${base}/users`
  const query = (asked.get('query') ?? '').trim()
  const place = listPlace(asked)
  const [held, { items, nextCursor }] = await Promise.all([
    counts(id),
    administration.directory.listUsers(id, {
      ...(query !== '' && { query }),
      ...(place.cursor !== undefined && { cursor: place.cursor }),
    }),
  ])
  return (
    <>
      <div class="page-head">
        <h1>Users</h1>
        <a class="button primary end" href={`${path}/new`}>
          Add a user
        </a>
      </div>
      <SearchForm path={path} label="User name, display name or e-mail address" given={query} />
      <Card title={query === '' ? `${number.format(held.users)} in all` : 'Found'}>
        <Table
          caption="Users"
          heads={['User name', 'Display name', 'E-mail address', 'State', 'Made by']}
          rows={items.map((user) => ({
            key: user.userId,
            cells: [
              <a key="name" href={`${path}/${encodeURIComponent(user.userId)}`}>
                <Shown text={user.userName} />
              </a>,
              <bdi key="display">
                <Shown text={user.displayName} />
              </bdi>,
              <Shown key="email" text={user.email ?? ''} />,
              <EnabledBadge key="state" enabled={user.enabled} />,
              originText(user.createdBy),
            ],
          }))}
          empty={
            query === ''
              ? 'There is no user yet: the identity provider sends them, or you add one.'
              : 'No user is like that.'
          }
        />
        <Pager
          path={path}
          words={query === '' ? {} : { query }}
          place={place}
          nextCursor={nextCursor}
        />
      </Card>
      {
        await NameIdCard({
          administration,
          store: id,
          base,
          path,
          nameId: asked.get('nameId') ?? '',
        })
      }
    </>
  )
}

/** The users of an identity store. */
export const usersPage: Page<StoreVisit> = {
  path: '/users',
  title: 'Users',
  label: 'Users',
  show,
  notices: { deleted: 'The user was deleted, and its memberships with it.' },
}
