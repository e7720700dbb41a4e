import { parseJson } from '../../scim/json.ts'
import { isObject } from '../../scim/json-object.ts'
import type { JsonObject } from '../../scim/resource.ts'
import type { ContentRow } from '../contents/content-row.ts'
import { jsonErrors, jsonObjects, type ObjectText } from '../files/json-objects.ts'
import { FileError } from '../files/resource-row.ts'
import { jsonTexts } from './json-texts.ts'

/** Something that `aws identitystore` lists, and where it begins. */
export interface AwsObject {
  /** Which of the files, from 0. */
  readonly file: number
  readonly line: number
  readonly kind: ContentRow['kind']
  readonly value: JsonObject
}

/** A fault of a file among several. */
export class ImportError extends Error {
  readonly file: number
  readonly line: number

  constructor(file: number, { line, message }: FileError) {
    super(message)
    this.name = 'ImportFault'
    this.file = file
    this.line = line
  }
}

const kindsOfLists: Readonly<Record<string, ContentRow['kind']>> = {
  Users: 'user',
  Groups: 'group',
  GroupMemberships: 'membership',
}

const kindOf = (value: JsonObject): ContentRow['kind'] | undefined => {
  if ('MembershipId' in value) return 'membership'
  if ('UserId' in value) return 'user'
  return 'GroupId' in value ? 'group' : undefined
}

const objectOf = (file: number, { line, bytes, list }: ObjectText): AwsObject => {
  const parsed = parseJson(bytes)
  if (!parsed.ok) throw new FileError(line, jsonErrors[parsed.error])
  const { value } = parsed
  const kind = isObject(value) ? (kindsOfLists[list ?? ''] ?? kindOf(value)) : undefined
  if (kind === undefined || !isObject(value)) {
    throw new FileError(
      line,
      'it is no user, group or membership as aws identitystore prints them.',
    )
  }
  return { file, line, kind, value }
}

/** The users, groups and memberships of files that hold what `aws identitystore` prints, or an SDK. */
export async function* awsObjects(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<AwsObject> {
  let file = 0
  for await (const text of jsonTexts(chunks)) {
    try {
      for await (const object of jsonObjects(text)) yield objectOf(file, object)
    } catch (error) {
      throw error instanceof FileError ? new ImportError(file, error) : error
    }
    file++
  }
}
