import type { ComponentChildren } from 'preact'
import { AdministrationError } from '../../../administration/shared/administration-error.ts'
import { field, type Visit } from '../shared/page.ts'
import { Form } from './form.tsx'

const confirmField = 'confirm'

const SubmitButton = ({ label }: { readonly label: string }) => (
  <button type="submit" class="danger">
    {label}
  </button>
)

/** A button for an action that cannot be undone. It opens a form in which a word must be typed to confirm. */
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
  /** The word to type. AWS's console uses `DISABLE` and `DELETE`. */
  readonly word: string
  readonly action: string
  /** The id of the input, unique on the page. */
  readonly id: string
  /** Hidden fields of the form. */
  readonly hidden?: Readonly<Record<string, string>>
  /** The object of the action, for screen readers. */
  readonly about?: string
  /** The label of a file field. The file is posted last, so that the server can check the other fields first. */
  readonly file?: string
  /** The consequences of the action. */
  readonly children?: ComponentChildren
}) => (
  <details class="confirm">
    <summary class="button danger">
      {label}
      {about !== undefined && <span class="visually-hidden"> {about}</span>}
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
          title={`Type ${word}`}
          autocomplete="off"
          spellcheck={false}
          data-confirm={word}
        />
        {file === undefined && <SubmitButton label={label} />}
      </div>
      {file !== undefined && (
        <>
          <label for={`${id}-file`}>{file}</label>
          <div class="row">
            <input id={`${id}-file`} name="file" type="file" required />
            <SubmitButton label={label} />
          </div>
        </>
      )}
    </Form>
  </details>
)

/** Throws an AdministrationError unless the word was typed. Browsers check it too, but other clients may not. */
export const requireTyped = (visit: Pick<Visit, 'form'>, word: string): void => {
  if (field(visit, confirmField) === word) return
  throw new AdministrationError('invalid', `Nothing was changed. Type ${word} to confirm.`)
}
