import type { ComponentChildren } from 'preact'
import { bodyText } from '../../../events/body-text.ts'
import { curlCommand } from '../../../events/curl-command.ts'
import { eventSubject } from '../../../events/event-subject.ts'
import type { EventView } from '../../../events/event-view.ts'
import { markBody } from '../../../events/marked-body.ts'
import { Badge } from '../parts/badge.tsx'
import { Card } from '../parts/card.tsx'
import { Facts } from '../parts/facts.tsx'
import { Moment } from '../parts/moment.tsx'
import { reachable } from '../parts/reachable.ts'
import { shortened } from '../parts/shortened.ts'
import { Shown } from '../parts/shown.tsx'
import { BodyView, requestParts } from './body-view.tsx'
import { FindingCards } from './finding-card.tsx'
import { eventSeverity } from './severity.ts'
import { statusText } from './status-text.ts'

const origins = { scim: 'SCIM', manual: 'Manually', api: 'Identity Store API' } as const

/** A text that people copy as a whole. */
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
      <pre {...reachable}>{text}</pre>
      <button type="button" class="small" data-copy={text} hidden>
        Copy
      </button>
      {children}
    </div>
  </details>
)

/** JSON in which nothing hides: what cannot be seen is escaped. */
const visibleJson = (value: unknown): string =>
  JSON.stringify(value, null, 2).replaceAll(/[\p{C}\p{Z}]/gu, (character) =>
    ' \n'.includes(character)
      ? character
      : Array.from(
          { length: character.length },
          (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`,
        ).join(''),
  )

/** Nobody copies more by hand. */
const copiedLengthMax = 200_000

const verdicts = {
  bad: 'refused',
  warning: 'accepted, with something to say of it',
  good: 'accepted',
  note: 'accepted',
} as const

const Verdict = ({ event, now }: { readonly event: EventView; readonly now: Date }) => {
  const { name } = eventSubject(event)
  const mood = eventSeverity(event)
  const isKnown = event.eventName !== null && event.identityStoreId !== null
  return (
    <header class={`verdict ${mood}`}>
      <h1>
        {isKnown ? event.eventName : 'Request'} {verdicts[mood]}
      </h1>
      <p>
        <Badge kind={mood}>{statusText(event)}</Badge>
        {name !== null && (
          <bdi class="verdict-name">
            <Shown text={shortened(name)} />
          </bdi>
        )}
        <Moment at={event.time} now={now} />
      </p>
    </header>
  )
}

/** One event: what is wrong first, then what came and what was answered. */
export const OneEvent = ({
  event,
  cloudTrail,
  client,
  origin,
  path,
  now,
  again,
  children,
}: {
  readonly event: EventView
  readonly cloudTrail: unknown
  /** Who sent it, where that can be told. */
  readonly client: string | undefined
  /** Where the SCIM listener is; none where that is not known. */
  readonly origin: string | undefined
  readonly path: string
  readonly now: Date
  /** Null where that was not asked. */
  readonly again: ComponentChildren
  readonly children?: ComponentChildren
}) => {
  const { request, response, findings, errorMessage, origin: door } = event
  const parts = requestParts(event)
  const answer = markBody(bodyText(response) ?? '', [], { isCut: true })
  const target = request.query === '' ? request.path : `${request.path}?${request.query}`
  const whole = door === 'scim' && origin !== undefined ? curlCommand(event, origin) : undefined
  const command = (whole?.length ?? 0) > copiedLengthMax ? undefined : whole
  const logged = visibleJson(cloudTrail)
  const isAskable = door === 'scim' && event.identityStoreId !== null
  const cards = (
    <FindingCards
      findings={findings}
      parts={parts}
      path={isAskable ? path : undefined}
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
            <summary>What was said of it when it came</summary>
            {cards}
          </details>
        ))}
      {findings.length === 0 && eventSeverity(event) === 'bad' && (
        <p class="lead">
          No rule has anything to say of it.{' '}
          {errorMessage !== null && <Shown text={errorMessage} />}
        </p>
      )}
      <Card title="What came">
        <p class="target">
          <code>
            <strong>
              <Shown text={request.method} />
            </strong>{' '}
            <Shown text={target} />
          </code>
        </p>
        <Facts
          items={[
            ['When', <Moment key="time" at={event.time} />],
            ['Came by', origins[door]],
            [
              'User agent',
              request.userAgent === null ? 'None was sent' : <Shown text={request.userAgent} />,
            ],
            ...(client === undefined ? [] : [['Client', client] as const]),
            ['From', request.sourceIp ?? 'Not known'],
            [
              'Access token',
              event.tokenId === null ? 'None that is known' : <code>{event.tokenId}</code>,
            ],
            ['Request id', <code key="id">{event.requestId}</code>],
            ...(event.tenantId === null
              ? []
              : [['Tenant', <code key="tenant">{event.tenantId}</code>] as const]),
          ]}
        />
        <BodyView label="Body of the request" side={request} parts={parts} findings={findings} />
        {command !== undefined && (
          <Copyable title="Copy as curl" text={command}>
            <p class="hint">
              Set TOKEN to an access token first. Of the headers only the user agent is kept;
              passwords are not kept at all.
            </p>
          </Copyable>
        )}
        {door === 'scim' && request.bodyBytes !== undefined && (
          <p class="hint">There is no curl command: it could not send the whole body.</p>
        )}
        {whole !== command && (
          <p class="hint">There is no curl command: it would be too long to be copied.</p>
        )}
      </Card>
      <Card title="What was answered">
        <Facts
          items={[
            ['Status', statusText(event)],
            ['Took', `${event.durationMs} ms`],
            ...(errorMessage === null
              ? []
              : [['Logged as', <Shown key="logged" text={errorMessage} />] as const]),
          ]}
        />
        <BodyView label="Body of the answer" side={response} parts={answer} findings={[]} />
        {logged.length > copiedLengthMax ? (
          <p class="hint">
            The form of CloudTrail is too long to be shown; the admin API gives it.
          </p>
        ) : (
          <Copyable title="As CloudTrail has it" text={logged} />
        )}
      </Card>
      {children}
    </>
  )
}
