import type { IdentityStoreView } from '../../../administration/administration.ts'
import type { EventView } from '../../../events/event-view.ts'
import { findObject } from '../../../events/request-json.ts'
import { identifyClient } from '../../../identity-center/clients.ts'
import { CurrentExplanation } from '../events/current-explanation.tsx'
import { EventDetails } from '../events/event-details.tsx'
import { RelatedEvents } from '../events/related-events.tsx'
import { Alert } from '../parts/alert.tsx'
import { Card } from '../parts/card.tsx'
import { CopyField } from '../parts/copy-field.tsx'
import type { Page, StoreVisit, Visit } from '../shared/page.ts'

const identifySender = ({ request, origin }: EventView): string | undefined => {
  if (origin !== 'scim') return undefined
  const { body, userAgent, ...traits } = request
  return identifyClient({
    ...traits,
    userAgent: userAgent ?? undefined,
    body: body === null ? undefined : findObject(Buffer.from(body)),
  })
}

/** The URL of the SCIM listener: the part of an endpoint before the tenant id. */
const findScimOrigin = (stores: readonly IdentityStoreView[]): string | undefined =>
  stores
    .flatMap(({ scimEndpoint, tenantId }) =>
      scimEndpoint === null || tenantId === null
        ? []
        : [scimEndpoint.slice(0, scimEndpoint.indexOf(`/${tenantId}/`))],
    )
    .at(0)

/** Loads an event, and what its page shows about it. */
const loadEvent = async (visit: Visit, path: string, store: string | undefined) => {
  const { administration, params, now } = visit
  const requestId = params['requestId'] ?? ''
  const [event, cloudTrail, stores] = await Promise.all([
    administration.events.get('plain', requestId, store),
    administration.events.get('cloudtrail', requestId, store),
    administration.listStores(),
  ])
  const again = await CurrentExplanation({ visit, event, path })
  const client = identifySender(event)
  const scimOrigin = findScimOrigin(stores)
  return { event, stores, details: { event, cloudTrail, now, path, again, client, scimOrigin } }
}

const showStoreEvent = async (visit: StoreVisit) => {
  const { base, params, store } = visit
  const path = `${base}/events/${params['requestId']}`
  const { event, details } = await loadEvent(visit, path, store.identityStoreId)
  return (
    <>
      <p class="back">
        <a href={`${base}/events`}>Events</a>
      </p>
      <EventDetails {...details}>{await RelatedEvents({ visit, event })}</EventDetails>
    </>
  )
}

const endpointsMax = 5

const showAnyEvent = async (visit: Visit) => {
  const { event, details, stores } = await loadEvent(
    visit,
    `/events/${visit.params['requestId']}`,
    undefined,
  )
  const { identityStoreId: store, requestId } = event
  const endpoints = stores.flatMap(({ scimEndpoint }) => scimEndpoint ?? [])
  return (
    <>
      <p class="back">
        <a href={store === null ? '/events?store=none' : '/events'}>
          Events of all identity stores
        </a>
      </p>
      {store !== null && (
        <Alert kind="note">
          This request was sent to the identity store <code>{store}</code>.{' '}
          <a href={`/stores/${store}/events/${requestId}`}>Show it there with related events</a>.
        </Alert>
      )}
      <EventDetails {...details}>
        {store === null && endpoints.length > 0 && (
          <Card title="Available SCIM endpoints">
            <p>
              The URL of this request belongs to no identity store. Compare it with these endpoints.
            </p>
            {endpoints.slice(0, endpointsMax).map((endpoint) => (
              <CopyField key={endpoint} label="SCIM endpoint" value={endpoint} />
            ))}
          </Card>
        )}
      </EventDetails>
    </>
  )
}

/** The page of one event of an identity store. */
export const eventPage: Page<StoreVisit> = {
  path: '/events/:requestId',
  title: 'Event',
  section: '/events',
  show: showStoreEvent,
}

/** The page of one event of any identity store, or of none. */
export const anyEventPage: Page<Visit> = {
  path: '/events/:requestId',
  title: 'Event',
  show: showAnyEvent,
}
