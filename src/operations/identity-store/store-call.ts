import type { JsonObject } from '../../scim/resource.ts'
import type { Answer, Call, Dependencies } from '../operation.ts'

/** One request of the Identity Store API: its signature is verified, its input read and checked against the model. */
export interface StoreCall extends Call {
  readonly input: JsonObject
  /** When the identity store was created. */
  readonly storeCreatedAt: Date
}

/** The response to such a request. */
export interface StoreAnswer extends Answer {
  /** Whether its event has committed with what it changed. */
  readonly isKept: boolean
}

/** Answers, or throws a Refusal. */
export type StoreOperation = (call: StoreCall, dependencies: Dependencies) => Promise<StoreAnswer>

/** The answer with this body, its event not yet committed. */
export const storeAnswer = (body: JsonObject): StoreAnswer => ({
  status: 200,
  body: JSON.stringify(body),
  isKept: false,
})

/** A member of the input that the model says is a string; empty where it is not given. */
export const textOf = ({ input }: StoreCall, name: string): string => {
  const value = input[name]
  return typeof value === 'string' ? value : ''
}
