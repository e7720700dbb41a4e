import { parseAttributePath } from './attribute-path.ts'
import { capPerKind } from './cap-per-kind.ts'
import { isObject, memberOf } from './json-object.ts'
import type { PatchError, PatchErrorKind, PatchOperation, PatchReading } from './reading.ts'
import type { Json, JsonObject } from './resource.ts'
import type { ResourceTypeName } from './schema.ts'

/** Keys in a value without a path that change no attribute. The guide's own example has `id`. */
const ignoredKeys: ReadonlySet<string> = new Set(['id', 'schemas', 'meta'])

/**
 * Parses a PATCH message: RFC 7644, section 3.5.2. The names of its own members ignore case. An operation with an error is
 * not among the operations.
 */
export const readPatch = (body: JsonObject, type: ResourceTypeName): PatchReading => {
  const sent = memberOf(body, 'Operations')
  if (!Array.isArray(sent) || sent.length === 0) {
    const error: PatchError = { kind: 'operations', location: ['Operations'], value: sent }
    return { operations: [], errors: [error] }
  }
  const readings = sent.map((operation: Json, index) => readOperation(operation, index, type))
  return {
    operations: readings.flatMap(({ operation }) => (operation === undefined ? [] : [operation])),
    errors: capPerKind(readings.flatMap(({ errors }) => errors)),
  }
}

/** The attributes that a value without a path sets, as spelled there. */
export const pathlessAttributes = ({ path, value }: PatchOperation): readonly string[] =>
  path === undefined && isObject(value)
    ? Object.keys(value).filter((name) => !ignoredKeys.has(name))
    : []

interface OperationReading {
  readonly operation?: PatchOperation
  readonly errors: readonly PatchError[]
}

const readOperation = (sent: Json, index: number, type: ResourceTypeName): OperationReading => {
  const errors: PatchError[] = []
  const report = (kind: PatchErrorKind, value: unknown, ...inside: string[]): undefined => {
    errors.push({ kind, location: ['Operations', index, ...inside], value })
  }
  if (!isObject(sent)) {
    report('operations', sent)
    return { errors: errors }
  }

  const op = readOp(memberOf(sent, 'op')) ?? report('op', memberOf(sent, 'op'), 'op')
  const text = memberOf(sent, 'path') ?? undefined // null counts as no path
  const path = text === undefined ? undefined : readPath(text, type, report)
  const value = memberOf(sent, 'value')
  if (op === 'remove' && text === undefined) report('missing-path', undefined)
  if (op === 'add' || op === 'replace') {
    if (value === undefined) {
      // Replacing all members with nothing has a history of its own: see membershipChanges.
      if (op === 'add' || path?.attribute[0] !== 'members') report('missing-value', undefined)
    } else if (text === undefined) checkPathlessValue(value, type, report)
  }

  if (op === undefined || errors.length > 0) return { errors: errors }
  const operation = {
    index,
    op,
    ...(path !== undefined && { path }),
    ...(value !== undefined && { value }),
  }
  return { operation, errors: errors }
}

type Report = (kind: PatchErrorKind, value: unknown, ...inside: string[]) => undefined

const readOp = (sent: Json | undefined): PatchOperation['op'] | undefined => {
  const op = typeof sent === 'string' ? sent.toLowerCase() : undefined // Entra capitalizes it
  return op === 'add' || op === 'remove' || op === 'replace' ? op : undefined
}

const readPath = (text: Json, type: ResourceTypeName, report: Report) => {
  if (text === '') return report('empty-path', text, 'path')
  const path = typeof text === 'string' ? parseAttributePath(text, type) : 'bad-path'
  return typeof path === 'string' ? report(path, text, 'path') : path
}

/** Names in a value without a path must have their exact spelling: AWS refused `ExternalID`. */
const checkPathlessValue = (value: Json, type: ResourceTypeName, report: Report): void => {
  if (!isObject(value)) {
    report('pathless-value', value, 'value')
    return
  }
  for (const name of Object.keys(value)) {
    if (ignoredKeys.has(name)) continue
    const path = parseAttributePath(name, type, true)
    if (typeof path === 'string') report(path, value[name], 'value', name)
  }
}
