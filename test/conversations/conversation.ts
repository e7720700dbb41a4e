import { readdirSync, readFileSync } from 'node:fs'
import type { Settings } from '../../src/identity-center/settings.ts'
import type { Json } from '../../src/scim/resource.ts'

/** How sure it is that the client sends this and is answered so; `guess` is marked in the title of its test. */
export const confidences = ['documented', 'recorded', 'code', 'inferred', 'guess'] as const

/** What is sent. The path follows the endpoint as it is written, nothing is encoded. */
export interface ConversationRequest {
  readonly method: string
  readonly path: string
  /** A null `Authorization` sends none; without it the runner's token is sent. No header is added beside it. */
  readonly headers?: Readonly<Record<string, string | null>>
  readonly body?: Json
  readonly text?: string
  readonly base64?: string
}

/** What the answer must be. */
export interface Expectation {
  readonly status: number
  /** A null header must be absent. */
  readonly headers?: Readonly<Record<string, string | null>>
  readonly body?: Json
  readonly text?: string
  /** Short for the error envelope of the epoch with this detail. */
  readonly detail?: string
  /** JSON pointers that must lead to nothing. */
  readonly absent?: readonly string[]
}

/** One request and its answer, or the same request several times. */
export interface Exchange {
  readonly name: string
  readonly confidence: (typeof confidences)[number]
  readonly request: ConversationRequest
  /** A list: each answer is one of these, and each of these is seen. */
  readonly expect: Expectation | readonly Expectation[]
  /** Only what is named is compared, whatever the order of keys. */
  readonly match?: 'subset'
  readonly repeat?: number
  /** The repeated requests are sent without waiting for one another. */
  readonly together?: boolean
  /** Values of the answer to remember: placeholder name to JSON pointer. */
  readonly keep?: Readonly<Record<string, string>>
}

/** What a client says and hears from beginning to end. */
export interface Conversation {
  readonly title: string
  readonly sources: readonly string[]
  readonly asOf?: string
  readonly settings?: Settings
  /** Whether it holds only where the identity store has nothing in it yet. */
  readonly presumesEmpty?: boolean
  readonly exchanges: readonly Exchange[]
}

/** A conversation and the file it was read from. */
export interface ConversationFile {
  readonly file: string
  readonly conversation: Conversation
}

const folder = new URL('./', import.meta.url)

/** Every conversation of this folder, in the order of their names. `format.test.ts` holds them to the type. */
export const readConversations = (): readonly ConversationFile[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => ({
      file,
      conversation: JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Conversation,
    }))
