import type { IdentityCenter } from '../../src/index.ts'
import { code, table } from './markdown.ts'

interface Schema {
  readonly $ref?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
}

interface Operation {
  readonly summary: string
  readonly description?: string
  readonly tags: readonly string[]
  readonly parameters?: readonly { readonly name: string; readonly in: string }[]
  readonly requestBody?: {
    readonly required?: boolean
    readonly content: Readonly<Record<string, { readonly schema: Schema }>>
  }
  readonly responses: Readonly<Record<string, unknown>>
}

/** What of an OpenAPI document is printed. */
interface Document {
  readonly tags: readonly { readonly name: string; readonly description: string }[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
}

/** The OpenAPI document that a server gives of its admin API. */
const fetchDocument = async ({ adminUrl, adminToken }: IdentityCenter): Promise<Document> => {
  const url = new URL('/api/v1/openapi.json', adminUrl)
  const response = await fetch(url, { headers: { authorization: `Bearer ${adminToken}` } })
  if (!response.ok) throw new Error(`${url} answered ${response.status}`)
  return (await response.json()) as Document
}

/** The members of a body, those that are required in bold. */
const membersOf = ({ $ref, properties = {}, required = [], anyOf, oneOf }: Schema): string => {
  if ($ref !== undefined) return $ref.split('/').at(-1) ?? ''
  const alternatives = anyOf ?? oneOf
  if (alternatives !== undefined && Object.keys(properties).length === 0) {
    return alternatives.map(membersOf).join(' or ')
  }
  return Object.keys(properties)
    .map((name) => (required.includes(name) ? `**${code(name)}**` : code(name)))
    .join(', ')
}

const bodyOf = ({ requestBody }: Operation): string => {
  const [type, { schema }] = Object.entries(requestBody?.content ?? {})[0] ?? ['', { schema: {} }]
  const members = membersOf(schema)
  if (members !== '' || requestBody?.required !== true) return members
  return type === 'application/json' ? 'a JSON object' : code(type)
}

/** The statuses that not every operation has. */
const statusesOf = ({ responses }: Operation): string =>
  Object.keys(responses)
    .filter((status) => status !== '401' && status !== '429')
    .join(', ')

const textOf = ({ summary, description }: Operation): string =>
  description === undefined ? summary : `${summary}. ${description.replace(/\.$/, '')}`

const queryOf = ({ parameters = [] }: Operation): string =>
  parameters
    .filter((parameter) => parameter.in === 'query')
    .map(({ name }) => code(name))
    .join(', ')

/** Every operation of the admin API, as its OpenAPI document describes it. */
export const adminApiReference = async (server: IdentityCenter): Promise<string> => {
  const { tags, paths } = await fetchDocument(server)
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )
  return tags
    .flatMap(({ name, description }) => [
      `## ${name.charAt(0).toUpperCase()}${name.slice(1)}`,
      `${description}.`,
      table(
        ['operation', 'what it does', 'query', 'body', 'statuses'],
        operations
          .filter(({ operation }) => operation.tags.includes(name))
          .map(({ path, method, operation }) => [
            code(`${method.toUpperCase()} ${path.replace('/api/v1', '')}`),
            textOf(operation),
            queryOf(operation),
            bodyOf(operation),
            statusesOf(operation),
          ]),
      ),
    ])
    .join('\n\n')
}
