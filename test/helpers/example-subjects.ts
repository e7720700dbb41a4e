import type { CheckedRule } from '../../src/identity-center/checked-rule.ts'
import type { EpochDate } from '../../src/identity-center/rule.ts'
import type { ExampleRequest } from '../../src/identity-center/rules/examples/example-request.ts'
import { findExamples } from '../../src/identity-center/rules/rule-examples.ts'
import type { JsonObject } from '../../src/scim/resource.ts'
import type { Examples } from './examine.ts'

/** The body of an example that has one. */
export const bodyOf = ({ body = {} }: ExampleRequest): JsonObject => body

/** The operations of a PATCH message. */
export const operationsOf = (example: ExampleRequest): readonly JsonObject[] => {
  const operations: unknown = bodyOf(example)['Operations']
  return Array.isArray(operations) ? operations : []
}

/** The parameters of a list. */
export const queryOf = ({ request }: ExampleRequest): Readonly<Record<string, string>> =>
  Object.fromEntries(new URL(request.replace(/^GET /, ''), 'http://localhost').searchParams)

/** How requests that begin with this method and path become subjects of rules. */
export interface ExampleReader<Subject> {
  readonly request: string
  readonly read: (example: ExampleRequest, asOf: EpochDate | undefined) => Subject
}

/**
 * The examples of every rule of a list, as subjects. Of several readers, the first one counts that finds a request that
 * breaks the rule. A body as text is for rules about JSON, and is left out.
 */
export const examplesOf = <Subject>(
  rules: readonly CheckedRule<Subject>[],
  ...readers: readonly ExampleReader<Subject>[]
): Readonly<Record<string, Examples<Subject>>> =>
  Object.fromEntries(
    rules.flatMap(({ id }) => {
      const examples = findExamples(id)
      if (examples === undefined) return []
      const { obeys, breaks, ...rest } = examples
      const isRead =
        ({ request }: ExampleReader<Subject>) =>
        (example: ExampleRequest) =>
          example.request.startsWith(request) && example.text === undefined
      const reader = readers.find((each) => breaks.some(isRead(each)))
      if (reader === undefined) return []
      const read = (requests: readonly ExampleRequest[]) =>
        requests.filter(isRead(reader)).map((each) => reader.read(each, rest.asOf))
      return [[id, { ...rest, obeys: read(obeys), breaks: read(breaks) }] as const]
    }),
  )
