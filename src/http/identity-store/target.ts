import type { FastifyRequest } from 'fastify'
import { type StoreRequestName, services } from '../../identity-center/identity-store/requests.ts'

/** The operation of a request, and the service name that its signature must use. */
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

/** Reads the operation from `X-Amz-Target` (AWS JSON 1.1). Undefined if this server does not support it. */
export const readTarget = ({ headers }: FastifyRequest): Target | undefined =>
  targets.get(String(headers['x-amz-target']))
