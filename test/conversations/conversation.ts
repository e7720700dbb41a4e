import { readdirSync, readFileSync } from 'node:fs'
import type { Settings } from '../../src/identity-center/settings.ts'
import type { Json } from '../../src/scim/resource.ts'

/** How certain the request and its response are; `guess` is shown in the title of the test. */
export const confidences = ['documented', 'recorded', 'code', 'inferred', 'guess'] as const

/** A request. The path is appended to the endpoint as it is, without encoding. */
export interface ConversationRequest {
  readonly method: string
  readonly path: string
  /** A null `Authorization` sends none; without it the runner's token is sent. No header is added beside it. */
  readonly headers?: Readonly<Record<string, string | null>>
  readonly body?: Json
  readonly text?: string
  readonly base64?: string
}

/** The expected response. */
export interface Expectation {
  readonly status: number
  /** A null header must be absent. */
  readonly headers?: Readonly<Record<string, string | null>>
  readonly body?: Json
  readonly text?: string
  /** Short for the error envelope of the epoch with this detail. */
  readonly detail?: string
  /** JSON pointers that must not exist. */
  readonly absent?: readonly string[]
}

/** One request and its response, or the same request several times. */
export interface Exchange {
  readonly name: string
  readonly confidence: (typeof confidences)[number]
  readonly request: ConversationRequest
  /** A list: each response matches one of these, and each of these is matched. */
  readonly expect: Expectation | readonly Expectation[]
  /** Compares only the members that are named, in any order. */
  readonly match?: 'subset'
  readonly repeat?: number
  /** Whether the repeated requests are sent concurrently. */
  readonly together?: boolean
  /** Values of the response to remember: placeholder name to JSON pointer. */
  readonly keep?: Readonly<Record<string, string>>
}

/** The requests of a client and their responses, from beginning to end. */
export interface Conversation {
  readonly title: string
  readonly sources: readonly string[]
  readonly asOf?: string
  readonly settings?: Settings
  /** Whether it needs an empty identity store. */
  readonly presumesEmpty?: boolean
  readonly exchanges: readonly Exchange[]
}

/** A conversation and the file it was read from. */
export interface ConversationFile {
  readonly file: string
  readonly conversation: Conversation
}

const folder = new URL('./', import.meta.url)

/** Every conversation of this folder, sorted by file name. `format.test.ts` checks that they have this type. */
export const readConversations = (): readonly ConversationFile[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => ({
      file,
      conversation: JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Conversation,
    }))
