import type { ComponentChildren } from 'preact'
import { useContext } from 'preact/hooks'
import { FormToken } from './form-token.ts'

/** The field of a form that says for which session it was made. */
export const formTokenField = 'form-token'

/** A form that does something: it is posted, and carries the token of the session. */
export const Form = ({
  action,
  children,
  ...rest
}: {
  readonly action: string
  readonly class?: string
  readonly id?: string
  readonly enctype?: 'multipart/form-data'
  readonly 'data-once'?: boolean
  readonly children?: ComponentChildren
}) => (
  <form method="post" action={action} {...rest}>
    <input type="hidden" name={formTokenField} value={useContext(FormToken)} />
    {children}
  </form>
)
