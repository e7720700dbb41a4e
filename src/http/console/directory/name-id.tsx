import type { Administration } from '../../../administration/administration.ts'
import { Alert } from '../parts/alert.tsx'
import { Card } from '../parts/card.tsx'
import { Prose } from '../parts/prose.tsx'
import { Shown } from '../parts/shown.tsx'

/** Asks whether a SAML assertion with some nameID would let somebody in: AWS user guide, troubleshooting. */
export const NameIdCard = async ({
  administration: { directory },
  store,
  base,
  path,
  nameId,
  userId,
}: {
  readonly administration: Pick<Administration, 'directory'>
  readonly store: string
  readonly base: string
  readonly path: string
  /** As it was asked for; not trimmed, since a space counts. */
  readonly nameId: string
  /** Whom it has to find; anybody without it. */
  readonly userId?: string
}) => {
  const answer = nameId === '' ? undefined : await directory.checkNameId(store, nameId)
  const isOther = answer?.found === true && userId !== undefined && answer.user?.userId !== userId
  return (
    <Card title="Would a SAML nameID find a user?" id="name-id">
      <form method="get" action={`${path}#name-id`} class="search">
        <label for="name-id-field">nameID, as the assertion carries it</label>
        <div class="row">
          <input
            id="name-id-field"
            name="nameId"
            value={nameId}
            required
            autocomplete="off"
            spellcheck={false}
          />
          <button type="submit">Ask</button>
        </div>
      </form>
      {answer && (
        <Alert kind={answer.found && !isOther ? 'good' : 'bad'}>
          <p>
            <strong>
              {isOther ? 'It finds somebody else.' : answer.found ? 'It does.' : 'It does not.'}
            </strong>{' '}
            <Prose text={answer.reason} />
          </p>
          {answer.user && answer.user.userId !== userId && (
            <p>
              <a href={`${base}/users/${encodeURIComponent(answer.user.userId)}`}>
                <Shown text={answer.user.userName} />
              </a>
            </p>
          )}
        </Alert>
      )}
    </Card>
  )
}
