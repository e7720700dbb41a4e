import type { ComponentChildren } from 'preact'
import { useContext } from 'preact/hooks'
import { FormToken } from './form-token.ts'

/** The name of the field with the CSRF token. */
export const formTokenField = 'form-token'

/** A form that performs an action. It is posted, and contains the CSRF token. */
export const Form = ({
  action,
  children,
  ...rest
}: {
  readonly action: string
  readonly class?: string
  readonly id?: string
  readonly enctype?: 'multipart/form-data'

  readonly children?: ComponentChildren
}) => (
  <form method="post" action={action} {...rest}>
    <input type="hidden" name={formTokenField} value={useContext(FormToken)} />
    {children}
  </form>
)
