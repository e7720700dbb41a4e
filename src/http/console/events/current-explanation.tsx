import { AdministrationError } from '../../../administration/shared/administration-error.ts'
import type { EventView } from '../../../events/event-view.ts'
import { currentRuleId } from '../../../identity-center/former-rule-ids.ts'
import { Alert } from '../parts/alert.tsx'
import { Card } from '../parts/card.tsx'
import type { Visit } from '../shared/page.ts'
import { markRequestBody } from './body-view.tsx'
import { FindingCards } from './finding-card.tsx'
import { statusText } from './status-text.ts'

/**
 * How the server would respond to the request of an event now, with the rules in `?without=` turned off. Changes
 * nothing.
 */
export const CurrentExplanation = async ({
  visit: { administration, query },
  event,
  path,
}: {
  readonly visit: Visit
  readonly event: EventView
  readonly path: string
}) => {
  const without = [...new Set(query.getAll('without').map(currentRuleId))]
  if (without.length === 0) return null
  try {
    const rules = Object.fromEntries(without.map((id) => [id, 'off']))
    const again = await administration.explain({
      about: { requestId: event.requestId },
      settings: { rules },
    })
    const isRefused = again.response.status >= 400
    return (
      <Card
        title="Current explanation"
        id="again"
        aside={<a href={path}>Back to the original response</a>}
      >
        <Alert kind={isRefused ? 'bad' : 'good'} label={isRefused ? 'Refused' : 'Accepted'}>
          <p>
            If this request were sent now with{' '}
            {without.map((id, index) => (
              <>
                {index > 0 && ', '}
                <code key={id}>{id}</code>
              </>
            ))}{' '}
            turned off, it would {isRefused ? 'still be refused' : 'be accepted'}:{' '}
            <strong>{statusText(again)}</strong>. This check changed nothing.
          </p>
        </Alert>
        <FindingCards
          findings={again.findings}
          parts={markRequestBody(again)}
          path={path}
          without={without}
        />
      </Card>
    )
  } catch (error) {
    if (!(error instanceof AdministrationError)) throw error
    return <Alert kind="bad">{error.message}</Alert>
  }
}
