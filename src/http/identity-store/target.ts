import type { FastifyRequest } from 'fastify'
import { type StoreRequestName, services } from '../../identity-center/identity-store/requests.ts'

/** Which operation a request is for, and the name that it has to be signed with. */
export interface Target {
  readonly name: StoreRequestName
  readonly signingName: string
}

const targets = new Map<string, Target>(
  Object.entries(services).flatMap(([service, { signingName, requests }]) =>
    Object.keys(requests).map((name): [string, Target] => [
      `${service}.${name}`,
      { name: name as StoreRequestName, signingName },
    ]),
  ),
)

/** The operation that `X-Amz-Target` names: AWS JSON 1.1. Undefined where it is none that is here. */
export const targetOf = ({ headers }: FastifyRequest): Target | undefined =>
  targets.get(String(headers['x-amz-target']))
