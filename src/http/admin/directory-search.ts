import type { DirectorySearch } from '../../administration/directory/directory.ts'

/** How a query says which part of a list is wanted. */
export interface SearchQuery {
  Querystring: { query?: string; cursor?: string; limit?: string }
}

/** What a query asks for. */
export const searchOf = ({ limit, ...search }: SearchQuery['Querystring']): DirectorySearch => ({
  ...search,
  ...(limit !== undefined && { limit: Number(limit) }),
})
