import type { ComponentChildren } from 'preact'
import { bodyText } from '../../../events/body-text.ts'
import { curlCommand } from '../../../events/curl-command.ts'
import { eventSubject } from '../../../events/event-subject.ts'
import type { EventView } from '../../../events/event-view.ts'
import { markBody } from '../../../events/marked-body.ts'
import { Badge } from '../parts/badge.tsx'
import { Card } from '../parts/card.tsx'
import { Facts } from '../parts/facts.tsx'
import { keyboardScrollable } from '../parts/keyboard-scrollable.ts'
import { originLabel } from '../parts/resource-badges.tsx'
import { shorten } from '../parts/shorten.ts'
import { Timestamp } from '../parts/timestamp.tsx'
import { VisibleText } from '../parts/visible-text.tsx'
import { BodyView, markRequestBody } from './body-view.tsx'
import { FindingCards } from './finding-card.tsx'
import { eventSeverity } from './severity.ts'
import { statusText } from './status-text.ts'

/** A collapsed text with a copy button. */
const Copyable = ({
  title,
  text,
  children,
}: {
  title: string
  text: string
  children?: ComponentChildren
}) => (
  <details class="fold">
    <summary>{title}</summary>
    <div>
      <pre {...keyboardScrollable}>{text}</pre>
      <button type="button" class="small" data-copy={text} hidden>
        Copy
      </button>
      {children}
    </div>
  </details>
)

/** Serializes JSON with all invisible characters escaped. */
const escapeInvisibleJson = (value: unknown): string =>
  JSON.stringify(value, null, 2).replaceAll(/[\p{C}\p{Z}]/gu, (character) =>
    ' \n'.includes(character)
      ? character
      : Array.from(
          { length: character.length },
          (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`,
        ).join(''),
  )

/** Longer texts are not offered for copying, in UTF-16 units: they would double the size of the page. */
const copyLengthMax = 200_000

const verdicts = {
  bad: 'refused',
  warning: 'accepted with warnings',
  good: 'accepted',
  note: 'accepted',
} as const

const Verdict = ({ event, now }: { readonly event: EventView; readonly now: Date }) => {
  const { name } = eventSubject(event)
  const severity = eventSeverity(event)
  const isKnown = event.eventName !== null && event.identityStoreId !== null
  return (
    <header class={`verdict ${severity}`}>
      <h1>
        {isKnown ? event.eventName : 'Request'} {verdicts[severity]}
      </h1>
      <p>
        <Badge kind={severity}>{statusText(event)}</Badge>
        {name !== null && (
          <bdi class="verdict-name">
            <VisibleText text={shorten(name)} />
          </bdi>
        )}
        <Timestamp at={event.time} now={now} />
      </p>
    </header>
  )
}

/** One event: the findings, then the request and the response. */
export const EventDetails = ({
  event,
  cloudTrail,
  client,
  scimOrigin,
  path,
  now,
  again,
  children,
}: {
  readonly event: EventView
  readonly cloudTrail: unknown
  /** The client software, if it was recognized. */
  readonly client: string | undefined
  /** The URL of the SCIM listener, without a path. Undefined if no store has an endpoint. */
  readonly scimOrigin: string | undefined
  readonly path: string
  readonly now: Date
  /** The current explanation. Null if the page was not asked for one. */
  readonly again: ComponentChildren
  readonly children?: ComponentChildren
}) => {
  const { request, response, findings, errorMessage } = event
  const parts = markRequestBody(event)
  const responseParts = markBody(bodyText(response) ?? '', [], { isCut: true })
  const target = request.query === '' ? request.path : `${request.path}?${request.query}`
  const isScim = event.origin === 'scim'
  const fullCommand =
    isScim && scimOrigin !== undefined ? curlCommand(event, scimOrigin) : undefined
  const command = (fullCommand?.length ?? 0) > copyLengthMax ? undefined : fullCommand
  const cloudTrailText = escapeInvisibleJson(cloudTrail)
  const isExplainable = isScim && event.identityStoreId !== null
  const cards = (
    <FindingCards
      findings={findings}
      parts={parts}
      path={isExplainable ? path : undefined}
      without={[]}
    />
  )
  return (
    <>
      <Verdict event={event} now={now} />
      {again}
      {findings.length > 0 &&
        (again === null ? (
          cards
        ) : (
          <details class="folded">
            <summary>Findings of the original request</summary>
            {cards}
          </details>
        ))}
      {findings.length === 0 && eventSeverity(event) === 'bad' && (
        <p class="lead">
          No rule explains this refusal.{' '}
          {errorMessage !== null && <VisibleText text={errorMessage} />}
        </p>
      )}
      <Card title="Request">
        <p class="target">
          <code>
            <strong>
              <VisibleText text={request.method} />
            </strong>{' '}
            <VisibleText text={target} />
          </code>
        </p>
        <Facts
          items={[
            ['Time', <Timestamp key="time" at={event.time} />],
            ['Received through', originLabel(event.origin)],
            [
              'User agent',
              request.userAgent === null ? 'None' : <VisibleText text={request.userAgent} />,
            ],
            ...(client === undefined ? [] : [['Client', client] as const]),
            ['Source address', request.sourceIp ?? 'Unknown'],
            [
              'Token or access key',
              event.tokenId === null ? 'None or unknown' : <code>{event.tokenId}</code>,
            ],
            ['Request ID', <code key="id">{event.requestId}</code>],
            ...(event.tenantId === null
              ? []
              : [['Tenant', <code key="tenant">{event.tenantId}</code>] as const]),
          ]}
        />
        <BodyView label="Request body" side={request} parts={parts} findings={findings} />
        {command !== undefined && (
          <Copyable title="Copy as curl" text={command}>
            <p class="hint">
              Set the variable TOKEN to an access token first. The server does not store passwords,
              or any header except the user agent.
            </p>
          </Copyable>
        )}
        {isScim && request.bodyBytes !== undefined && (
          <p class="hint">
            No curl command is available, because only part of the body was stored.
          </p>
        )}
        {fullCommand !== command && (
          <p class="hint">No curl command is available, because it would be too long to copy.</p>
        )}
      </Card>
      <Card title="Response">
        <Facts
          items={[
            ['Status', statusText(event)],
            ['Duration', `${event.durationMs} ms`],
          ]}
        />
        {errorMessage !== null && (
          <Facts
            items={[['Message in CloudTrail', <VisibleText key="message" text={errorMessage} />]]}
          />
        )}
        <BodyView label="Response body" side={response} parts={responseParts} findings={[]} />
        {cloudTrailText.length > copyLengthMax ? (
          <p class="hint">
            The CloudTrail event is too long for this page. Get it from the admin API.
          </p>
        ) : (
          <Copyable title="CloudTrail event" text={cloudTrailText} />
        )}
      </Card>
      {children}
    </>
  )
}
