import type { DirectorySearch } from '../../administration/directory/directory.ts'

/** The query of a list of users, groups or members. */
export interface SearchQuery {
  Querystring: { query?: string; cursor?: string; limit?: string }
}

/** Turns the query of a list into a search. */
export const parseDirectorySearch = ({
  limit,
  ...search
}: SearchQuery['Querystring']): DirectorySearch => ({
  ...search,
  ...(limit !== undefined && { limit: Number(limit) }),
})
