/** A value with a copy button. The button is visible only with JavaScript. */
export const CopyField = ({
  label,
  value,
  secret = false,
}: {
  readonly label: string
  readonly value: string
  readonly secret?: boolean
}) => (
  <div class="copy">
    <span class="copy-label">{label}</span>
    <div class={secret ? 'copy-box secret' : 'copy-box'}>
      <code>{value}</code>
      <button type="button" class="small" data-copy={value} aria-label={`Copy: ${label}`} hidden>
        Copy
      </button>
    </div>
  </div>
)
