import type { Test } from 'tap'
import {
  type IdentityCenter,
  type IdentityCenterOptions,
  startIdentityCenter,
} from '../../src/index.ts'
import { testDatabase } from './database.ts'

export interface ScimAnswer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The parsed body; undefined if there is none. */
  // biome-ignore lint/suspicious/noExplicitAny: tests read any member of a response
  readonly json: any
}

/** Sends one request to the SCIM endpoint with the access token. A body that is not a string is sent as JSON. */
export type Scim = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<ScimAnswer>

export const scimOf =
  ({ endpoint, token }: Pick<IdentityCenter, 'endpoint' | 'token'>): Scim =>
  async (method, path, body, headers) => {
    const response = await fetch(`${endpoint}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body !== undefined && { 'content-type': 'application/scim+json' }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    const json = text === '' ? undefined : JSON.parse(text)
    return { status: response.status, headers: response.headers, text, json }
  }

/** A server on a new database, closed when the test ends. */
export const startTestServer = async (
  t: Pick<Test, 'teardown'>,
  options: IdentityCenterOptions = {},
) => {
  const center = await startIdentityCenter({ ...(await testDatabase(t)), ...options })
  t.teardown(() => center.close())
  return { ...center, scim: scimOf(center) }
}
