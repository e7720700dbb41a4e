import type { TokenView } from '../../../administration/stores/tokens.ts'
import { Badge } from './badge.tsx'
import { Card } from './card.tsx'
import { Form } from './form.tsx'
import { LastUse } from './rotation-steps.tsx'
import { Table } from './table.tsx'
import { Timestamp } from './timestamp.tsx'
import { describeTokenState, liveTokens } from './token-state.ts'
import { TypedConfirm } from './typed-confirm.tsx'

const liveTokensMax = 2

const tokenCells = (token: TokenView, base: string, now: Date) => {
  const { kind, text } = describeTokenState(token)
  return [
    <code key="id">{token.id}</code>,
    <Timestamp key="created" at={token.createdAt} />,
    <span key="expires">
      <Badge kind={kind}>{text}</Badge> <Timestamp at={token.expiresAt} />
    </span>,
    <LastUse key="used" token={token} now={now} idPrefix="used" />,
    <TypedConfirm
      key="delete"
      label="Delete"
      word="DELETE"
      action={`${base}/provisioning/delete-token`}
      id={`delete-${token.id}`}
      hidden={{ token: token.id }}
      about={`access token ${token.id}`}
    >
      <p>The server will reject the next request with this token.</p>
    </TypedConfirm>,
  ]
}

/** The access tokens of a store, with their expiry and last use. */
export const TokenTable = ({
  tokens,
  base,
  now,
}: {
  readonly tokens: readonly TokenView[]
  readonly base: string
  readonly now: Date
}) => {
  const live = liveTokens(tokens).length
  return (
    <Card title="Access tokens" aside={`${live} of ${liveTokensMax}`}>
      <Table
        caption="Access tokens"
        columns={['Token ID', 'Generated', 'Validity', 'Last used', 'Actions']}
        rows={tokens.map((token) => ({ key: token.id, cells: tokenCells(token, base, now) }))}
        empty="No access tokens. The identity provider cannot connect."
      />
      {live === 0 && (
        <Form action={`${base}/provisioning/create-token`} class="row spaced">
          <button type="submit" class="primary">
            Generate token
          </button>
        </Form>
      )}
    </Card>
  )
}
