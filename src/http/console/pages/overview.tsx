import type { EventView } from '../../../events/event-view.ts'
import { Badge } from '../parts/badge.tsx'
import { Card } from '../parts/card.tsx'
import { CopyField } from '../parts/copy-field.tsx'
import { Facts } from '../parts/facts.tsx'
import { Moment } from '../parts/moment.tsx'
import { Table } from '../parts/table.tsx'
import { liveTokens, tokenState } from '../parts/token-state.ts'
import type { Page, StoreVisit } from '../shared/page.ts'

const reasonOf = ({ findings, errorMessage }: EventView) =>
  findings[0]?.sentence ?? errorMessage ?? 'No reason is known.'

const number = new Intl.NumberFormat('en')

const show = async ({ administration, counts, store, base, now }: StoreVisit) => {
  const { identityStoreId: id } = store
  const search = { store: id }
  const [held, tokens, latest, refused] = await Promise.all([
    counts(id),
    administration.listTokens(id),
    administration.events.list('plain', search, { limit: 1 }),
    administration.events.list('plain', { ...search, failed: 'true' }, { limit: 5 }),
  ])
  const [last] = latest.items
  const live = liveTokens(tokens)

  return (
    <>
      <div class="page-head">
        <h1>Overview</h1>
        {store.provisioningEnabled ? (
          <Badge kind="good">Provisioning enabled</Badge>
        ) : (
          <Badge kind="plain">Provisioning disabled</Badge>
        )}
      </div>
      <div class="tiles">
        <a class="tile" href={`${base}/users`}>
          <span>Users</span>
          <strong>{number.format(held.users)}</strong>
        </a>
        <a class="tile" href={`${base}/groups`}>
          <span>Groups</span>
          <strong>{number.format(held.groups)}</strong>
        </a>
        <a class="tile" href={`${base}/provisioning`}>
          <span>Live access tokens</span>
          <strong>{live.length}</strong>
        </a>
        <a class="tile" href={`${base}/events`}>
          <span>Last request</span>
          <strong class="words">{last ? <Moment at={last.time} now={now} /> : 'None yet'}</strong>
        </a>
      </div>
      <Card title="Where the identity provider connects">
        {store.scimEndpoint === null ? (
          <p>
            Provisioning is disabled, so there is no endpoint.{' '}
            <a href={`${base}/provisioning`}>Enable it</a>, which gives one and an access token.
          </p>
        ) : (
          <CopyField label="SCIM endpoint" value={store.scimEndpoint} />
        )}
        <Facts
          items={[
            ['Identity store', <code key="id">{id}</code>],
            ['Created', <Moment key="created" at={store.createdAt} />],
            [
              'Access tokens',
              live.length === 0
                ? 'None'
                : live.map((token) => {
                    const { kind, words } = tokenState(token)
                    return (
                      <Badge key={token.id} kind={kind}>
                        {words}
                      </Badge>
                    )
                  }),
            ],
            ['Last client', last?.request.userAgent ?? 'None yet'],
          ]}
        />
      </Card>
      <Card
        title="Last refusals"
        aside={<a href={`${base}/events?failed=true`}>All refused requests</a>}
      >
        <Table
          caption="Last refusals"
          heads={['When', 'Request', 'Status', 'Why']}
          rows={refused.items.map((event) => ({
            key: event.requestId,
            cells: [
              <Moment key="time" at={event.time} now={now} />,
              <a key="event" class="whole" href={`${base}/events/${event.requestId}`}>
                {event.eventName ?? `${event.request.method} ${event.request.path}`}
              </a>,
              event.response.status,
              reasonOf(event),
            ],
          }))}
          empty="Nothing was refused."
        />
      </Card>
    </>
  )
}

/** How an identity store is, at a glance. */
export const overviewPage: Page<StoreVisit> = {
  path: '',
  title: 'Overview',
  label: 'Overview',
  show,
}
