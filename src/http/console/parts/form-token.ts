import { createContext } from 'preact'

/** The CSRF token of the session that a page is rendered for. Every form contains it. */
export const FormToken = createContext('')
