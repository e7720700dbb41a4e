import type { ComponentChildren } from 'preact'

/** A form field with its label, hint and errors. */
export const Field = ({
  id,
  label,
  hint,
  errors = [],
  wide = false,
  children,
}: {
  /** The id of the input. The ids of hint and errors are derived from it. */
  readonly id: string
  readonly label: string
  readonly hint?: ComponentChildren
  readonly errors?: readonly ComponentChildren[]
  readonly wide?: boolean
  readonly children?: ComponentChildren
}) => (
  <div class={`field${wide ? ' wide' : ''}${errors.length > 0 ? ' invalid' : ''}`}>
    <label for={id}>{label}</label>
    {children}
    {errors.length > 0 && (
      <div class="field-errors" id={`${id}-errors`}>
        {errors.map((error, index) => (
          <p key={index}>{error}</p>
        ))}
      </div>
    )}
    {hint !== undefined && (
      <p class="hint" id={`${id}-hint`}>
        {hint}
      </p>
    )}
  </div>
)

/** The attributes that connect an input with its hint and errors for screen readers. */
export const descriptionProps = (id: string, hasHint: boolean, hasErrors: boolean) => {
  const by = [hasErrors && `${id}-errors`, hasHint && `${id}-hint`].filter(Boolean).join(' ')
  return {
    ...(by !== '' && { 'aria-describedby': by }),
    ...(hasErrors && { 'aria-invalid': true as const }),
  }
}
