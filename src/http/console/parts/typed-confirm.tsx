import type { ComponentChildren } from 'preact'
import { AdministrationError } from '../../../administration/shared/administration-error.ts'
import { field, type Visit } from '../shared/page.ts'
import { Form } from './form.tsx'

const confirmField = 'confirm'

const Go = ({ label }: { readonly label: string }) => (
  <button type="submit" class="danger">
    {label}
  </button>
)

/** A button that opens what must be typed before something is done that cannot be undone. */
export const TypedConfirm = ({
  label,
  word,
  action,
  id,
  hidden = {},
  about,
  file,
  children,
}: {
  readonly label: string
  /** What has to be typed: AWS's console wants `DISABLE` and `DELETE`. */
  readonly word: string
  readonly action: string
  /** Tells this one from others on the page. */
  readonly id: string
  /** What else the form says. */
  readonly hidden?: Readonly<Record<string, string>>
  /** What it is done to, for whoever does not see where the button stands. */
  readonly about?: string
  /** The label of a file that is asked for, too: it is posted last, after all that it has to be judged by. */
  readonly file?: string
  /** What will happen. */
  readonly children?: ComponentChildren
}) => (
  <details class="confirm">
    <summary class="button danger">
      {label}
      {about !== undefined && <span class="unseen"> {about}</span>}
    </summary>
    <Form
      action={action}
      class="confirm-box"
      {...(file !== undefined && { enctype: 'multipart/form-data' })}
    >
      {children}
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <label for={id}>
        Type <strong>{word}</strong> to confirm
      </label>
      <div class="row">
        <input
          id={id}
          name={confirmField}
          required
          pattern={word}
          title={`The word ${word}`}
          autocomplete="off"
          spellcheck={false}
          data-confirm={word}
        />
        {file === undefined && <Go label={label} />}
      </div>
      {file !== undefined && (
        <>
          <label for={`${id}-file`}>{file}</label>
          <div class="row">
            <input id={`${id}-file`} name="file" type="file" required />
            <Go label={label} />
          </div>
        </>
      )}
    </Form>
  </details>
)

/** Refuses what was not confirmed by the word: browsers see to it, others are told. */
export const requireTyped = (visit: Pick<Visit, 'form'>, word: string): void => {
  if (field(visit, confirmField) === word) return
  throw new AdministrationError('invalid', `Nothing was changed: type ${word} to confirm this.`)
}
