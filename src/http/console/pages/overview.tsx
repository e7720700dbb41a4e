import type { EventView } from '../../../events/event-view.ts'
import { Badge } from '../parts/badge.tsx'
import { Card } from '../parts/card.tsx'
import { CopyField } from '../parts/copy-field.tsx'
import { Facts } from '../parts/facts.tsx'
import { formatNumber } from '../parts/number.ts'
import { Prose } from '../parts/prose.tsx'
import { Table } from '../parts/table.tsx'
import { Timestamp } from '../parts/timestamp.tsx'
import { describeTokenState, liveTokens } from '../parts/token-state.ts'
import type { Page, StoreVisit } from '../shared/page.ts'

const refusalReason = ({ findings, errorMessage }: EventView) =>
  findings[0]?.sentence ?? errorMessage ?? 'The reason is unknown.'

const show = async ({ administration, counts, store, base, now }: StoreVisit) => {
  const { identityStoreId: id } = store
  const search = { store: id }
  const [total, tokens, latest, refused] = await Promise.all([
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
          <strong>{formatNumber(total.users)}</strong>
        </a>
        <a class="tile" href={`${base}/groups`}>
          <span>Groups</span>
          <strong>{formatNumber(total.groups)}</strong>
        </a>
        <a class="tile" href={`${base}/provisioning`}>
          <span>Valid access tokens</span>
          <strong>{live.length}</strong>
        </a>
        <a class="tile" href={`${base}/events`}>
          <span>Last request</span>
          <strong class="text">{last ? <Timestamp at={last.time} now={now} /> : 'None yet'}</strong>
        </a>
      </div>
      <Card title="Connection">
        {store.scimEndpoint === null ? (
          <p>
            Provisioning is disabled, so there is no SCIM endpoint.{' '}
            <a href={`${base}/provisioning`}>Enable provisioning</a> to create an endpoint and an
            access token.
          </p>
        ) : (
          <CopyField label="SCIM endpoint" value={store.scimEndpoint} />
        )}
        <Facts
          items={[
            ['Identity store', <code key="id">{id}</code>],
            ['Created', <Timestamp key="created" at={store.createdAt} />],
            [
              'Access tokens',
              live.length === 0
                ? 'None'
                : live.map((token) => {
                    const { kind, text } = describeTokenState(token)
                    return (
                      <Badge key={token.id} kind={kind}>
                        {text}
                      </Badge>
                    )
                  }),
            ],
            ['Last client', last?.request.userAgent ?? 'None yet'],
          ]}
        />
      </Card>
      <Card
        title="Recent refusals"
        aside={<a href={`${base}/events?failed=true`}>All refused requests</a>}
      >
        <Table
          caption="Recent refusals"
          columns={['Time', 'Request', 'Status', 'Reason']}
          rows={refused.items.map((event) => ({
            key: event.requestId,
            cells: [
              <Timestamp key="time" at={event.time} now={now} />,
              <a key="event" class="nowrap" href={`${base}/events/${event.requestId}`}>
                {event.eventName ?? `${event.request.method} ${event.request.path}`}
              </a>,
              event.response.status,
              <Prose key="reason" text={refusalReason(event)} />,
            ],
          }))}
          empty="No refused requests."
        />
      </Card>
    </>
  )
}

/** The overview of an identity store. */
export const overviewPage: Page<StoreVisit> = {
  path: '',
  title: 'Overview',
  label: 'Overview',
  show,
}
