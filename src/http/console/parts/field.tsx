import type { ComponentChildren } from 'preact'

/** A field of a form: what it is called, what it takes, and why what was filled in was not taken. */
export const Field = ({
  id,
  label,
  hint,
  faults: errors = [],
  wide = false,
  children,
}: {
  /** Of the input; those of the hint and of the faults follow from it. */
  readonly id: string
  readonly label: string
  readonly hint?: ComponentChildren
  readonly faults?: readonly ComponentChildren[]
  readonly wide?: boolean
  readonly children?: ComponentChildren
}) => (
  <div class={`field${wide ? ' wide' : ''}${errors.length > 0 ? ' faulty' : ''}`}>
    <label for={id}>{label}</label>
    {children}
    {errors.length > 0 && (
      <div class="faults" id={`${id}-faults`}>
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

/** What an input says of its hint and faults to whoever does not see them. */
export const described = (id: string, isHinted: boolean, isFaulty: boolean) => {
  const by = [isFaulty && `${id}-faults`, isHinted && `${id}-hint`].filter(Boolean).join(' ')
  return {
    ...(by !== '' && { 'aria-describedby': by }),
    ...(isFaulty && { 'aria-invalid': true as const }),
  }
}
