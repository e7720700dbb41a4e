/** Looks for users or groups; what is asked for stands in the address. */
export const SearchForm = ({
  path,
  label,
  name = 'query',
  given,
  hidden = {},
}: {
  readonly path: string
  readonly label: string
  readonly name?: string
  readonly given: string
  readonly hidden?: Readonly<Record<string, string>>
}) => (
  <search aria-label={label}>
    <form method="get" action={path} class="search">
      {Object.entries(hidden).map(([each, value]) => (
        <input key={each} type="hidden" name={each} value={value} />
      ))}
      <label for={`search-${name}`}>{label}</label>
      <div class="row">
        <input
          id={`search-${name}`}
          name={name}
          type="search"
          value={given}
          autocomplete="off"
          spellcheck={false}
        />
        <button type="submit">Search</button>
        {given !== '' && <a href={path}>Show all</a>}
      </div>
    </form>
  </search>
)
