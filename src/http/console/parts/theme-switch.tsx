import { type Theme, themes } from '../shared/theme.ts'
import { Form } from './form.tsx'

const labels: Readonly<Record<Theme, string>> = { auto: 'Auto', light: 'Light', dark: 'Dark' }

/** The buttons that select the theme: light, dark, or that of the operating system. */
export const ThemeSwitch = ({ theme, path }: { readonly theme: Theme; readonly path: string }) => (
  <Form action="/theme" class="themes">
    <input type="hidden" name="from" value={path} />
    {themes.map((each) => (
      <button
        key={each}
        type="submit"
        name="theme"
        value={each}
        aria-pressed={each === theme}
        aria-label={`Theme: ${labels[each]}`}
      >
        {labels[each]}
      </button>
    ))}
  </Form>
)
