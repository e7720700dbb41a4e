import { createContext } from 'preact'

/** The token of the session that a page is made for; every form carries it. */
export const FormToken = createContext('')
