import type { Administration } from '../../../administration/administration.ts'
import { Alert } from '../parts/alert.tsx'
import { Card } from '../parts/card.tsx'
import { Prose } from '../parts/prose.tsx'
import { VisibleText } from '../parts/visible-text.tsx'

/** Checks whether a SAML assertion with a nameID would sign in a user: AWS user guide, troubleshooting. */
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
  /** As entered: it is not trimmed, because spaces are significant. */
  readonly nameId: string
  /** The user that the nameID should find; any user without it. */
  readonly userId?: string
}) => {
  const answer = nameId === '' ? undefined : await directory.checkNameId(store, nameId)
  const isOther = answer?.found === true && userId !== undefined && answer.user?.userId !== userId
  return (
    <Card title="Check a SAML nameID" id="name-id">
      <form method="get" action={`${path}#name-id`} class="search">
        <label for="name-id-field">nameID, exactly as in the SAML assertion</label>
        <div class="row">
          <input
            id="name-id-field"
            name="nameId"
            value={nameId}
            required
            autocomplete="off"
            spellcheck={false}
          />
          <button type="submit">Check</button>
        </div>
      </form>
      {answer && (
        <Alert kind={answer.found && !isOther ? 'good' : 'bad'} label="Result">
          <p>
            <strong>
              {isOther
                ? 'This nameID matches another user.'
                : answer.found
                  ? 'This nameID matches a user.'
                  : 'This nameID matches no user.'}
            </strong>{' '}
            <Prose text={answer.reason} />
          </p>
          {answer.user && answer.user.userId !== userId && (
            <p>
              <a href={`${base}/users/${encodeURIComponent(answer.user.userId)}`}>
                <VisibleText text={answer.user.userName} />
              </a>
            </p>
          )}
        </Alert>
      )}
    </Card>
  )
}
