import type { FastifySchema } from 'fastify'

/** The groups of operations in the OpenAPI document. */
export const tags = {
  stores: 'Identity stores, their provisioning and their settings',
  contents: 'Reset, snapshot and import of all contents of an identity store',
  tokens: 'Access tokens',
  'access keys': 'Access keys of the Identity Store API',
  users: 'Manual changes to users',
  groups: 'Manual changes to groups and their members',
  events: 'Received requests and their responses',
  explanations: 'How the server would respond to a request, and why',
  server: 'The server: its clock, its admin token, its rules and this document',
} as const

/** Why a request may be rejected, by status. 401 and 429 apply to every path. */
const problems = {
  400: 'The request is incomplete or invalid.',
  401: 'The admin token is missing or wrong.',
  403: 'The server was started without the option that allows this.',
  404: 'The resource does not exist.',
  409: 'The current state does not allow this.',
  413: 'The body is too large.',
  415: 'The body is not JSON.',
  429: 'This address sent too many wrong admin tokens. Retry-After says how many seconds to wait.',
  503: 'The server has no disk space for the file, or cannot reach the database.',
} as const

/** The response with one status: a JSON body, another media type, or no body. */
interface ResponseSchema {
  readonly description: string
  /** The JSON schema of the body. Without it and without `types`, the response has no body. */
  readonly schema?: object
  /** The schemas by media type, for responses that are not `application/json`. */
  readonly types?: Readonly<Record<string, object>>
}

/** The description of a route. Fastify validates requests with it, and the OpenAPI document prints it. */
export interface RouteDescription {
  readonly tag: keyof typeof tags
  /** What the operation does, as an imperative without a period. */
  readonly summary: string
  readonly description?: string
  readonly params?: object
  readonly querystring?: object
  readonly headers?: object
  readonly body?: object
  /** The media types of the body, if it accepts others than `application/json`. */
  readonly bodyTypes?: readonly string[]
  /** Whether the body may be omitted. */
  readonly bodyOptional?: true
  readonly responses: Readonly<Record<number, ResponseSchema>>
  /** The error statuses of this route. 401 and 429 are added to every route, 400 where there is a body or query. */
  readonly problems?: readonly (keyof typeof problems)[]
}

/** A reference to a schema of `components.ts` or `directory-components.ts`, by its `$id`. */
export const refTo = (name: string) => ({ $ref: `${name}#` })

/** The schema of a list: architecture, part 5. */
export const listSchema = (items: object) => ({
  type: 'object',
  properties: {
    items: { type: 'array', items },
    nextCursor: {
      type: 'string',
      description: 'The cursor of the next page. Absent on the last page.',
    },
  },
  required: ['items'],
  additionalProperties: false,
})

const responseSchema = ({ description, schema, types }: ResponseSchema) => {
  if (schema === undefined && types === undefined) return { description, type: 'null' }
  const all = types ?? { 'application/json': schema }
  const content = Object.entries(all).map(([type, each]) => [type, { schema: each }])
  return { description, content: Object.fromEntries(content) }
}

const problemSchema = (description: string) =>
  responseSchema({ description, types: { 'application/problem+json': refTo('Problem') } })

/** Turns a description into the schema of a Fastify route. */
export const describeRoute = (route: RouteDescription): { readonly schema: FastifySchema } => {
  const { tag, summary, description, params, querystring, headers, body, bodyOptional } = route
  const inputStatuses = body !== undefined || querystring !== undefined ? [400 as const] : []
  const bodyStatuses = body !== undefined ? ([413, 415] as const) : []
  const problemStatuses = new Set([
    ...inputStatuses,
    401 as const,
    ...(route.problems ?? []),
    ...bodyStatuses,
    429 as const,
  ])
  const answers = Object.entries(route.responses).map(([status, each]) => [
    status,
    responseSchema(each),
  ])
  const refusals = [...problemStatuses].map((status) => [status, problemSchema(problems[status])])
  return {
    schema: {
      tags: [tag],
      summary,
      ...(description !== undefined && { description }),
      ...(params !== undefined && { params }),
      ...(querystring !== undefined && { querystring }),
      ...(headers !== undefined && { headers }),
      ...(body !== undefined && { body }),
      ...(route.bodyTypes !== undefined && { consumes: route.bodyTypes }),
      ...(bodyOptional && { 'x-body-optional': true }),
      response: Object.fromEntries([...answers, ...refusals]),
    },
  }
}
