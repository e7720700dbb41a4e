import type { Administration } from '../../../administration/administration.ts'
import { EventsList, findEvents, type ListedEvents } from '../events/events-list.tsx'
import { FilterForm } from '../events/filter-form.tsx'
import { searchedEvents } from '../events/searched.ts'
import { Alert } from '../parts/alert.tsx'
import { CopyField } from '../parts/copy-field.tsx'
import type { Page, StoreVisit, Visit } from '../shared/page.ts'

const unauthenticated: ListedEvents = { path: '/events', asked: { store: 'none' }, bounds: {} }
const unauthenticatedTitle = 'Requests to unknown tenants'

/** Whoever mistyped the tenant id looks here, and would find nothing. */
const UnauthenticatedEvents = async ({
  administration,
  store,
}: Pick<StoreVisit, 'administration' | 'store'>) => {
  const found = await findEvents({ administration, query: new URLSearchParams() }, unauthenticated)
  return (
    <>
      <Alert kind="note">
        <p>
          Nothing has come to this identity store yet. Requests that name no tenant which is known
          are shown here as they come: compare the address that was typed in with this one.
        </p>
        {store.scimEndpoint !== null && (
          <CopyField label="SCIM endpoint" value={store.scimEndpoint} />
        )}
      </Alert>
      <EventsList
        title={unauthenticatedTitle}
        found={found}
        listed={unauthenticated}
        isOlder={false}
        empty="None came either: nothing has reached this server."
      />
    </>
  )
}

const unauthenticatedSince = '1h'

/** A word about requests that went astray, where there were some lately. */
const RecentUnauthenticated = async ({ events }: Pick<Administration, 'events'>) => {
  const search = { store: 'none', since: unauthenticatedSince }
  const { items } = await events.list('plain', search, { limit: 1 })
  return items.length === 0 ? null : (
    <p class="hint">
      Within the last hour, requests came that named{' '}
      <a href="/events?store=none">no known tenant</a>.
    </p>
  )
}

const showOfStore = async (visit: StoreVisit) => {
  const { administration, store, base, query } = visit
  const asked = searchedEvents(query, true)
  const listed = { path: `${base}/events`, asked, bounds: { store: store.identityStoreId } }
  const found = await findEvents(visit, listed)
  const isOlder = query.has('cursor')
  const isNew = found.items.length === 0 && !isOlder && Object.keys(asked).length === 0
  return (
    <>
      <div class="page-head">
        <h1>Events</h1>
        <a class="end" href="/events">
          Events of all identity stores
        </a>
      </div>
      {isNew ? await UnauthenticatedEvents(visit) : await RecentUnauthenticated(administration)}
      <FilterForm path={listed.path} asked={asked} />
      <EventsList
        title={isOlder ? 'Older requests' : 'Requests'}
        found={found}
        listed={listed}
        isOlder={isOlder}
        empty={isNew ? 'No request has come yet.' : 'No request is like that.'}
      />
    </>
  )
}

const showAll = async (visit: Visit) => {
  const { administration, query } = visit
  const asked = searchedEvents(query, false)
  const listed = { path: '/events', asked, bounds: {} }
  const [found, stores] = await Promise.all([
    findEvents(visit, listed),
    administration.listStores(),
  ])
  const isOlder = query.has('cursor')
  return (
    <>
      <h1>Events of all identity stores</h1>
      <FilterForm
        path={listed.path}
        asked={asked}
        stores={stores.map(({ identityStoreId }) => identityStoreId)}
      />
      <EventsList
        title={
          asked.store === 'none' ? unauthenticatedTitle : isOlder ? 'Older requests' : 'Requests'
        }
        found={found}
        listed={listed}
        isOlder={isOlder}
        empty="No request is like that."
      />
    </>
  )
}

/** What came to an identity store, and what became of it. */
export const eventsPage: Page<StoreVisit> = {
  path: '/events',
  title: 'Events',
  label: 'Events',
  scripts: ['events.js'],
  show: showOfStore,
}

/** What came to any identity store, and to none. */
export const allEventsPage: Page<Visit> = {
  path: '/events',
  title: 'Events of all identity stores',
  scripts: ['events.js'],
  show: showAll,
}
