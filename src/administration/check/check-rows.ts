import type { Dialect } from '../../identity-center/dialect.ts'
import { Evaluation } from '../../identity-center/evaluation.ts'
import { findingOf } from '../../identity-center/finding.ts'
import { bodyBytesMax } from '../../identity-center/limits.ts'
import type { Finding } from '../../identity-center/rule.ts'
import { bodySizeMax } from '../../identity-center/rules/body.ts'
import { bodyRules } from '../../identity-center/rules/request.ts'
import type { JsonObject } from '../../scim/resource.ts'
import type { ResourceTypeName } from '../../scim/schema.ts'
import type { ResourceRow } from '../files/resource-row.ts'
import { resourcesMax } from './check-resources.ts'
import { type CheckedResource, type CheckedRow, verdictOf } from './checked.ts'
import type { FindDuplicates } from './duplicates.ts'
import { type Examined, examine } from './examine.ts'

/** Checks resources of one type against a store; the results are in the same order. */
export type AskStore = (
  type: ResourceTypeName,
  resources: readonly JsonObject[],
) => Promise<readonly CheckedResource[]>

export interface RowCheck {
  /** Index of the file that the rows are from. */
  readonly file: number
  readonly dialect: Dialect
  readonly findDuplicates: FindDuplicates
  /** Without it, rows are checked against the rules only. */
  readonly askStore?: AskStore | undefined
}

/** Bytes of one request to the admin API; below its limit of a body. */
const bytesMax = 700_000

interface Batch {
  readonly rows: ResourceRow[]
  bytes: number
}

const bodyFindings = (
  { bytes, duplicateKeys }: ResourceRow,
  dialect: Dialect,
): readonly Finding[] => {
  const evaluation = new Evaluation(dialect)
  evaluation.inspect(bodyRules, { duplicateKeys })
  const { findings } = evaluation
  if (bytes <= bodyBytesMax) return findings
  const note = `it has ${bytes}.`
  return [findingOf(bodySizeMax, { location: [], note }, 'refused', () => ''), ...findings]
}

const rowOf = (
  row: ResourceRow,
  examined: Examined,
  checked: Pick<CheckedResource, 'findings' | 'alreadyThere'>,
  { file, dialect, findDuplicates }: RowCheck,
): CheckedRow => {
  const { type, name } = examined
  const findings = [
    ...bodyFindings(row, dialect),
    ...checked.findings,
    ...findDuplicates(examined, { file, line: row.line }),
  ]
  const { alreadyThere } = checked
  return { line: row.line, type, name, verdict: verdictOf(findings), alreadyThere, findings }
}

/**
 * Checks the users and groups of a file one by one, in batches of one type. Only hashes of unique values stay in memory,
 * so a file of any length can be checked.
 */
export async function* checkRows(
  rows: AsyncIterable<ResourceRow>,
  check: RowCheck,
): AsyncGenerator<CheckedRow> {
  const { askStore, dialect } = check
  const alone = (row: ResourceRow): CheckedRow => {
    const examined = examine(row.type, row.resource, dialect)
    return rowOf(row, examined, { findings: examined.findings, alreadyThere: false }, check)
  }
  if (askStore === undefined) {
    for await (const row of rows) yield alone(row)
    return
  }

  const ask = async function* ({ rows: batch }: Batch): AsyncGenerator<CheckedRow> {
    const [first] = batch
    if (first === undefined) return
    const asked = askStore(
      first.type,
      batch.map(({ resource }) => resource),
    )
    const examined = batch.map(({ type, resource }) => examine(type, resource, dialect)) // while the store is asked
    const answers = await asked
    for (const [index, row] of batch.entries()) {
      const [own, answer] = [examined[index], answers[index]]
      if (own !== undefined && answer !== undefined) yield rowOf(row, own, answer, check)
    }
  }

  let batch: Batch = { rows: [], bytes: 0 }
  for await (const row of rows) {
    const bytes = Buffer.byteLength(JSON.stringify(row.resource))
    const isOther = batch.rows.some(({ type }) => type !== row.type)
    if (isOther || batch.rows.length === resourcesMax || batch.bytes + bytes > bytesMax) {
      yield* ask(batch)
      batch = { rows: [], bytes: 0 }
    }
    if (bytes > bytesMax) {
      yield alone(row) // refused for its size, whether or not its name is taken
      continue
    }
    batch.rows.push(row)
    batch.bytes += bytes
  }
  yield* ask(batch)
}
