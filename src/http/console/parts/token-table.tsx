import type { TokenView } from '../../../administration/stores/tokens.ts'
import { Badge } from './badge.tsx'
import { Card } from './card.tsx'
import { Form } from './form.tsx'
import { Moment } from './moment.tsx'
import { LastUse } from './rotation-steps.tsx'
import { Table } from './table.tsx'
import { liveTokens, tokenState } from './token-state.ts'
import { TypedConfirm } from './typed-confirm.tsx'

const liveMax = 2

const cellsOf = (token: TokenView, base: string, now: Date) => {
  const { kind, words } = tokenState(token)
  return [
    <code key="id">{token.id}</code>,
    <Moment key="created" at={token.createdAt} />,
    <span key="expires">
      <Badge kind={kind}>{words}</Badge> <Moment at={token.expiresAt} />
    </span>,
    <LastUse key="used" token={token} now={now} place="used" />,
    <TypedConfirm
      key="delete"
      label="Delete"
      word="DELETE"
      action={`${base}/provisioning/delete-token`}
      id={`delete-${token.id}`}
      hidden={{ token: token.id }}
      about={`access token ${token.id}`}
    >
      <p>The next request that carries it is refused.</p>
    </TypedConfirm>,
  ]
}

/** The access tokens of a store: how long they are valid, and whether they are used. */
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
    <Card title="Access tokens" aside={`${live} of ${liveMax}`}>
      <Table
        caption="Access tokens"
        heads={['Token id', 'Generated', 'Validity', 'Last used', 'Actions']}
        rows={tokens.map((token) => ({ key: token.id, cells: cellsOf(token, base, now) }))}
        empty="There is none, so nobody gets in."
      />
      {live === 0 && (
        <Form action={`${base}/provisioning/create-token`} class="row spaced">
          <button type="submit" class="primary">
            Generate a token
          </button>
        </Form>
      )}
    </Card>
  )
}
