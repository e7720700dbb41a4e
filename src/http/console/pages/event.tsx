import type { IdentityStoreView } from '../../../administration/administration.ts'
import type { EventView } from '../../../events/event-view.ts'
import { findObject } from '../../../events/request-json.ts'
import { identifyClient } from '../../../identity-center/clients.ts'
import { CurrentExplanation } from '../events/current-explanation.tsx'
import { OneEvent } from '../events/one-event.tsx'
import { RelatedEvents } from '../events/related-events.tsx'
import { Alert } from '../parts/alert.tsx'
import { Card } from '../parts/card.tsx'
import { CopyField } from '../parts/copy-field.tsx'
import type { Page, StoreVisit, Visit } from '../shared/page.ts'

const clientOf = ({ request, origin }: EventView): string | undefined => {
  if (origin !== 'scim') return undefined
  const { body, userAgent, ...traits } = request
  return identifyClient({
    ...traits,
    userAgent: userAgent ?? undefined,
    body: body === null ? undefined : findObject(Buffer.from(body)),
  })
}

/** What stands before the tenant id in the address of an endpoint. */
const originOf = (stores: readonly IdentityStoreView[]): string | undefined =>
  stores
    .flatMap(({ scimEndpoint, tenantId }) =>
      scimEndpoint === null || tenantId === null
        ? []
        : [scimEndpoint.slice(0, scimEndpoint.indexOf(`/${tenantId}/`))],
    )
    .at(0)

const partsOf = async (visit: Visit, path: string, store: string | undefined) => {
  const { administration, params, now } = visit
  const requestId = params['requestId'] ?? ''
  const [event, cloudTrail, stores] = await Promise.all([
    administration.events.get('plain', requestId, store),
    administration.events.get('cloudtrail', requestId, store),
    administration.listStores(),
  ])
  const again = await CurrentExplanation({ visit, event, path })
  const shown = { event, cloudTrail, now, path, again }
  return { event, stores, shown: { ...shown, client: clientOf(event), origin: originOf(stores) } }
}

const showOfStore = async (visit: StoreVisit) => {
  const { base, params, store } = visit
  const path = `${base}/events/${params['requestId']}`
  const { event, shown } = await partsOf(visit, path, store.identityStoreId)
  return (
    <>
      <p class="back">
        <a href={`${base}/events`}>Events</a>
      </p>
      <OneEvent {...shown}>{await RelatedEvents({ visit, event })}</OneEvent>
    </>
  )
}

const endpointsMax = 5

const showOfAny = async (visit: Visit) => {
  const { event, shown, stores } = await partsOf(
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
          It came to the identity store{' '}
          <a href={`/stores/${store}/events/${requestId}`}>
            <code>{store}</code>
          </a>
          , where there is more to see.
        </Alert>
      )}
      <OneEvent {...shown}>
        {store === null && endpoints.length > 0 && (
          <Card title="The addresses that there are">
            <p>It led to no identity store. Compare the address that was called with these.</p>
            {endpoints.slice(0, endpointsMax).map((endpoint) => (
              <CopyField key={endpoint} label="SCIM endpoint" value={endpoint} />
            ))}
          </Card>
        )}
      </OneEvent>
    </>
  )
}

/** One event of an identity store. */
export const eventPage: Page<StoreVisit> = {
  path: '/events/:requestId',
  title: 'Event',
  section: '/events',
  show: showOfStore,
}

/** One event, wherever it led. */
export const anyEventPage: Page<Visit> = {
  path: '/events/:requestId',
  title: 'Event',
  show: showOfAny,
}
