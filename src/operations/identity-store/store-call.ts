import type { Finding } from '../../identity-center/rule.ts'
import type { JsonObject } from '../../scim/resource.ts'
import type { Answer, Call, Dependencies } from '../operation.ts'

/** One request of the Identity Store API, signed, its input read and held against the model. */
export interface StoreCall extends Call {
  readonly input: JsonObject
  /** When the identity store was created. */
  readonly storeCreatedAt: Date
}

/** What such a request is answered with. */
export interface StoreAnswer extends Answer {
  /** Whether its event has committed with what it changed. */
  readonly isKept: boolean
}

/** Answers, or throws a Refusal. */
export type StoreOperation = (call: StoreCall, dependencies: Dependencies) => Promise<StoreAnswer>

/** An answer of the API that changes nothing. */
export const describeAnswer = (
  body: JsonObject,
  findings: readonly Finding[] = [],
): StoreAnswer => ({
  status: 200,
  body: JSON.stringify(body),
  findings,
  isKept: false,
})

/** A text member of the input that has been seen to be one; empty where it is not given. */
export const textOf = ({ input }: StoreCall, name: string): string => {
  const value = input[name]
  return typeof value === 'string' ? value : ''
}
