import type { TokenView } from '../../../administration/stores/tokens.ts'
import { Card } from './card.tsx'
import { Form } from './form.tsx'
import type { Rotation, RotationStep } from './rotation.ts'
import { Timestamp } from './timestamp.tsx'
import { TypedConfirm } from './typed-confirm.tsx'

/** When a token was last used. A script keeps it up to date. */
export const LastUse = ({
  token: { id, lastUsedAt },
  now,
  idPrefix,
}: {
  readonly token: TokenView
  readonly now: Date
  /** Distinguishes this element from others on the page. */
  readonly idPrefix: string
}) => (
  <span id={`${idPrefix}-${id}`} data-live="content">
    {lastUsedAt === null ? 'never' : <Timestamp at={lastUsedAt} now={now} />}
  </span>
)

const Generate = ({ base, isDone }: { readonly base: string; readonly isDone: boolean }) =>
  isDone ? (
    <p>You have two tokens. Both are valid until you delete one.</p>
  ) : (
    <>
      <p>The identity provider keeps using its current token.</p>
      <Form action={`${base}/provisioning/create-token`}>
        <button type="submit" class="primary">
          Generate second token
        </button>
      </Form>
    </>
  )

const Delete = ({ base, rotation: { older, newer, progress } }: Props) => {
  if (older === undefined || newer === undefined)
    return <p>This step follows once you have two tokens.</p>
  return (
    <>
      <p id="rotation-delete-why" data-live="content">
        {progress.test === 'done'
          ? 'The newer token works. You can delete the older one.'
          : 'The newer token was not used yet. If you delete the older one now, the identity provider may be rejected.'}
      </p>
      <TypedConfirm
        label="Delete older token"
        word="DELETE"
        action={`${base}/provisioning/delete-token`}
        id="confirm-rotation"
        hidden={{ token: older.id }}
      >
        <p>
          The server will reject the next request with token <code>{older.id}</code>, generated on{' '}
          <Timestamp at={older.createdAt} />.
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

/** The steps to replace a token without interrupting provisioning: AWS user guide, rotate an access token. */
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
          <h3>Enter it at the identity provider</h3>
          <p>Replace the old token with the new one. The endpoint stays the same.</p>
        </li>
        <li {...step('test')}>
          <h3>Test the connection</h3>
          <p>Run the connection test of the identity provider, or wait for its next request.</p>
          {newer && older && (
            <p>
              Last use of the newer token:{' '}
              <LastUse token={newer} now={now} idPrefix="rotation-newer" />. Last use of the older
              token: <LastUse token={older} now={now} idPrefix="rotation-older" />.
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
