import { originText } from '../directory/badges.tsx'
import { SearchForm } from '../directory/search-form.tsx'
import { Card } from '../parts/card.tsx'
import { listPlace, Pager } from '../parts/pager.tsx'
import { Shown } from '../parts/shown.tsx'
import { Table } from '../parts/table.tsx'
import type { Page, StoreVisit } from '../shared/page.ts'

const number = new Intl.NumberFormat('en')

const show = async ({ administration, counts, store, base, query: asked }: StoreVisit) => {
  const { identityStoreId: id } = store
  const path = `${base}/groups`
  const query = (asked.get('query') ?? '').trim()
  const place = listPlace(asked)
  const [held, { items, nextCursor }] = await Promise.all([
    counts(id),
    administration.directory.listGroups(id, {
      ...(query !== '' && { query }),
      ...(place.cursor !== undefined && { cursor: place.cursor }),
    }),
  ])
  return (
    <>
      <div class="page-head">
        <h1>Groups</h1>
        <a class="button primary end" href={`${path}/new`}>
          Create a group
        </a>
      </div>
      <SearchForm path={path} label="Group name" given={query} />
      <Card title={query === '' ? `${number.format(held.groups)} in all` : 'Found'}>
        <Table
          caption="Groups"
          heads={['Group name', 'Description', 'Made by']}
          rows={items.map((group) => ({
            key: group.groupId,
            cells: [
              <a key="name" href={`${path}/${encodeURIComponent(group.groupId)}`}>
                <Shown text={group.displayName} />
              </a>,
              <Shown key="description" text={group.description ?? ''} />,
              originText(group.createdBy),
            ],
          }))}
          empty={
            query === ''
              ? 'There is no group yet: the identity provider sends them, or you create one.'
              : 'No group is like that.'
          }
        />
        <Pager
          path={path}
          words={query === '' ? {} : { query }}
          place={place}
          nextCursor={nextCursor}
        />
      </Card>
    </>
  )
}

/** The groups of an identity store. */
export const groupsPage: Page<StoreVisit> = {
  path: '/groups',
  title: 'Groups',
  label: 'Groups',
  show,
  notices: { deleted: 'The group was deleted; its members stay.' },
}
