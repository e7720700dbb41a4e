import type { TokenView } from '../../../administration/stores/tokens.ts'
import { Card } from './card.tsx'
import { Form } from './form.tsx'
import { Moment } from './moment.tsx'
import type { Rotation, RotationStep } from './rotation.ts'
import { TypedConfirm } from './typed-confirm.tsx'

/** When a token was used last, as it is now: a script keeps it so. */
export const LastUse = ({
  token: { id, lastUsedAt },
  now,
  place,
}: {
  readonly token: TokenView
  readonly now: Date
  /** Tells this one from others on the page. */
  readonly place: string
}) => (
  <span id={`${place}-${id}`} data-live="content">
    {lastUsedAt === null ? 'not used yet' : <Moment at={lastUsedAt} now={now} />}
  </span>
)

const Generate = ({ base, isDone }: { readonly base: string; readonly isDone: boolean }) =>
  isDone ? (
    <p>A second token is there. Both work until one is deleted.</p>
  ) : (
    <>
      <p>The identity provider goes on with the token that it has.</p>
      <Form action={`${base}/provisioning/create-token`}>
        <button type="submit" class="primary">
          Generate a second token
        </button>
      </Form>
    </>
  )

const Delete = ({ base, rotation: { older, newer, progress } }: Props) => {
  if (older === undefined || newer === undefined) return <p>The older token is not needed then.</p>
  return (
    <>
      <p id="rotation-delete-why" data-live="content">
        {progress.test === 'done'
          ? 'The newer token works. The older one is not needed any more.'
          : 'The newer token was not used yet: whoever has only the older one would be refused.'}
      </p>
      <TypedConfirm
        label="Delete the older token"
        word="DELETE"
        action={`${base}/provisioning/delete-token`}
        id="confirm-rotation"
        hidden={{ token: older.id }}
      >
        <p>
          Token <code>{older.id}</code>, generated on <Moment at={older.createdAt} />, is refused
          from the next request on.
        </p>
      </TypedConfirm>
    </>
  )
}

interface Props {
  readonly base: string
  readonly rotation: Rotation
  readonly now: Date
}

/** The procedure by which a token is replaced while the identity provider goes on: AWS user guide, rotate an access token. */
export const RotationSteps = ({ base, rotation, now }: Props) => {
  const { newer, older, progress } = rotation
  const step = (name: RotationStep) => ({
    id: `rotation-${name}`,
    class: progress[name],
    'data-live': 'class',
    'aria-current': progress[name] === 'now' ? ('step' as const) : undefined,
  })
  return (
    <Card title="Rotate the access token" id="rotation">
      <ol class="steps">
        <li {...step('generate')}>
          <h3>Generate a second token</h3>
          <Generate base={base} isDone={progress.generate === 'done'} />
        </li>
        <li {...step('switch')}>
          <h3>Give it to the identity provider</h3>
          <p>Put the new token in the place of the old one; the endpoint stays as it is.</p>
        </li>
        <li {...step('test')}>
          <h3>Test</h3>
          <p>Have the identity provider test its connection, or wait for its next request.</p>
          {newer && older && (
            <p>
              Last use of the newer token:{' '}
              <LastUse token={newer} now={now} place="rotation-newer" />; of the older one:{' '}
              <LastUse token={older} now={now} place="rotation-older" />.
            </p>
          )}
        </li>
        <li {...step('delete')}>
          <h3>Delete the older token</h3>
          <Delete base={base} rotation={rotation} now={now} />
        </li>
      </ol>
    </Card>
  )
}
