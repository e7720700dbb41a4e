import { SearchForm } from '../directory/search-form.tsx'
import { Card } from '../parts/card.tsx'
import { formatNumber } from '../parts/number.ts'
import { Pager, readListPosition } from '../parts/pager.tsx'
import { originLabel } from '../parts/resource-badges.tsx'
import { Table } from '../parts/table.tsx'
import { VisibleText } from '../parts/visible-text.tsx'
import type { Page, StoreVisit } from '../shared/page.ts'

const show = async ({ administration, counts, store, base, query: params }: StoreVisit) => {
  const { identityStoreId: id } = store
  const path = `${base}/groups`
  const query = (params.get('query') ?? '').trim()
  const position = readListPosition(params)
  const [total, { items, nextCursor }] = await Promise.all([
    counts(id),
    administration.directory.listGroups(id, {
      ...(query !== '' && { query }),
      ...(position.cursor !== undefined && { cursor: position.cursor }),
    }),
  ])
  return (
    <>
      <div class="page-head">
        <h1>Groups</h1>
        <a class="button primary end" href={`${path}/new`}>
          Create group
        </a>
      </div>
      <SearchForm path={path} label="Group name" value={query} />
      <Card title={query === '' ? `${formatNumber(total.groups)} total` : 'Search results'}>
        <Table
          caption="Groups"
          columns={['Group name', 'Description', 'Origin']}
          rows={items.map((group) => ({
            key: group.groupId,
            cells: [
              <a key="name" href={`${path}/${encodeURIComponent(group.groupId)}`}>
                <VisibleText text={group.displayName} />
              </a>,
              <VisibleText key="description" text={group.description ?? ''} />,
              originLabel(group.createdBy),
            ],
          }))}
          empty={
            query === ''
              ? 'No groups yet. The identity provider provisions them, or you create one.'
              : 'No matching groups.'
          }
        />
        <Pager
          path={path}
          params={query === '' ? {} : { query }}
          position={position}
          nextCursor={nextCursor}
        />
      </Card>
    </>
  )
}

/** The page of the groups of an identity store. */
export const groupsPage: Page<StoreVisit> = {
  path: '/groups',
  title: 'Groups',
  label: 'Groups',
  show,
  notices: { deleted: 'The group was deleted. Its members were not deleted.' },
}
