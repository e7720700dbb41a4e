import type { Administration } from '../../../administration/administration.ts'
import { parseEventSearch } from '../events/event-filters.ts'
import { type EventListQuery, EventsList, findEvents } from '../events/events-list.tsx'
import { FilterForm } from '../events/filter-form.tsx'
import { Alert } from '../parts/alert.tsx'
import { CopyField } from '../parts/copy-field.tsx'
import type { Page, StoreVisit, Visit } from '../shared/page.ts'

const unauthenticated: EventListQuery = { path: '/events', filters: { store: 'none' }, scope: {} }
const unauthenticatedTitle = 'Requests to unknown tenants'

/** Shown on an empty list, because a client with a mistyped tenant id creates no event in this store. */
const UnauthenticatedEvents = async ({
  administration,
  store,
}: Pick<StoreVisit, 'administration' | 'store'>) => {
  const page = await findEvents({ administration, query: new URLSearchParams() }, unauthenticated)
  return (
    <>
      <Alert kind="note">
        <p>
          This identity store has not received a request yet. This page shows requests to unknown
          tenants as they arrive. Compare their URL with the SCIM endpoint:
        </p>
        {store.scimEndpoint !== null && (
          <CopyField label="SCIM endpoint" value={store.scimEndpoint} />
        )}
      </Alert>
      <EventsList
        title={unauthenticatedTitle}
        page={page}
        listed={unauthenticated}
        isOlder={false}
        empty="No requests to unknown tenants either. Nothing has reached this server."
      />
    </>
  )
}

const unauthenticatedSince = '1h'

/** A hint that requests to unknown tenants arrived recently, with a link to them. */
const RecentUnauthenticated = async ({ events }: Pick<Administration, 'events'>) => {
  const search = { store: 'none', since: unauthenticatedSince }
  const { items } = await events.list('plain', search, { limit: 1 })
  return items.length === 0 ? null : (
    <p class="hint">
      In the last hour, this server received{' '}
      <a href="/events?store=none">requests to unknown tenants</a>.
    </p>
  )
}

const showStoreEvents = async (visit: StoreVisit) => {
  const { administration, store, base, query } = visit
  const filters = parseEventSearch(query, true)
  const listed = { path: `${base}/events`, filters, scope: { store: store.identityStoreId } }
  const page = await findEvents(visit, listed)
  const isOlder = query.has('cursor')
  const isNew = page.items.length === 0 && !isOlder && Object.keys(filters).length === 0
  return (
    <>
      <div class="page-head">
        <h1>Events</h1>
        <a class="end" href="/events">
          Events of all identity stores
        </a>
      </div>
      {isNew ? await UnauthenticatedEvents(visit) : await RecentUnauthenticated(administration)}
      <FilterForm path={listed.path} filters={filters} />
      <EventsList
        title={isOlder ? 'Older requests' : 'Requests'}
        page={page}
        listed={listed}
        isOlder={isOlder}
        empty={isNew ? 'No requests yet.' : 'No matching requests.'}
      />
    </>
  )
}

const showAllEvents = async (visit: Visit) => {
  const { administration, query } = visit
  const filters = parseEventSearch(query, false)
  const listed = { path: '/events', filters, scope: {} }
  const [page, stores] = await Promise.all([findEvents(visit, listed), administration.listStores()])
  const isOlder = query.has('cursor')
  return (
    <>
      <h1>Events of all identity stores</h1>
      <FilterForm
        path={listed.path}
        filters={filters}
        stores={stores.map(({ identityStoreId }) => identityStoreId)}
      />
      <EventsList
        title={
          filters.store === 'none' ? unauthenticatedTitle : isOlder ? 'Older requests' : 'Requests'
        }
        page={page}
        listed={listed}
        isOlder={isOlder}
        empty="No matching requests."
      />
    </>
  )
}

/** The requests to an identity store and their results. */
export const eventsPage: Page<StoreVisit> = {
  path: '/events',
  title: 'Events',
  label: 'Events',
  scripts: ['events.js'],
  show: showStoreEvents,
}

/** The requests to all identity stores and to unknown tenants. */
export const allEventsPage: Page<Visit> = {
  path: '/events',
  title: 'Events of all identity stores',
  scripts: ['events.js'],
  show: showAllEvents,
}
