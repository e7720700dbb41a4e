import { setTimeout as sleep } from 'node:timers/promises'
import type { ServerProcess } from '../helpers/program.ts'
import { adminToken, token } from './clients.ts'

/** A requested change. Its mark is the User-Agent, which identifies its event without a request id. */
export interface Asked {
  readonly mark: string
  /** The status. Undefined without a response, or if the server did not know the outcome. */
  readonly status: number | undefined
  readonly requestId: string
}

export interface Answer {
  readonly status: number
  readonly requestId: string
  // biome-ignore lint/suspicious/noExplicitAny: an answer is looked into freely
  readonly json: any
}

/** The requests of a soak to its server, and their record. */
export interface Journal {
  /** All requested changes. */
  readonly asked: readonly Asked[]
  /** The errors found, as sentences. */
  readonly problems: string[]
  /** Requests a change. Undefined: its outcome is unknown. */
  readonly change: (
    mark: string,
    method: string,
    path: string,
    body?: unknown,
  ) => Promise<Answer | undefined>
  /** Reads from the SCIM endpoint. Waits until it responds. */
  readonly read: (path: string) => Promise<Answer>
  /** Reads from the admin API, below `/api/v1/identity-stores/{id}`. */
  readonly admin: (path: string, accept?: string) => Promise<string>
  /** The same for a change of the settings; undefined as above. */
  readonly configure: (mark: string, settings: unknown) => Promise<boolean | undefined>
}

const answerMs = 300_000
/** How long a server on a busy machine may take to reconnect to its database. */
const recoveryMs = 60_000

/** A journal of the requests to the current server. */
export const journal = (server: () => ServerProcess): Journal => {
  const asked: Asked[] = []
  const problems: string[] = []

  const send = async (url: string, secret: string, init: RequestInit & { mark: string }) => {
    const { mark, headers, ...rest } = init
    const response = await fetch(url, {
      ...rest,
      headers: { ...headers, authorization: `Bearer ${secret}`, 'user-agent': mark },
      signal: AbortSignal.timeout(answerMs),
    })
    const requestId = response.headers.get('x-amzn-requestid') ?? ''
    return { status: response.status, requestId, text: await response.text() }
  }
  const noAnswer = (mark: string) => (error: unknown) => {
    if (error instanceof Error && error.name === 'TimeoutError') {
      problems.push(`${mark} was never answered`)
    }
    return undefined
  }
  /** Returns a response other than that the database is unavailable. */
  const recovered = async (ask: () => ReturnType<typeof send>) => {
    for (const deadline = Date.now() + recoveryMs; ; ) {
      const answer = await ask()
      if (answer.status < 500 || Date.now() > deadline) return answer
      await sleep(100)
    }
  }
  const adminUrl = () => {
    const { adminUrl, identityStoreId } = server().ready
    return `${adminUrl}/api/v1/identity-stores/${identityStoreId}`
  }

  return {
    asked,
    problems,
    change: async (mark, method, path, body) => {
      const answer = await send(`${server().ready.scimEndpoint}${path}`, token, {
        mark,
        method,
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }).catch(noAnswer(mark))
      const isAnswer = answer !== undefined && answer.status < 500
      const requestId = answer?.requestId ?? ''
      asked.push({ mark, status: isAnswer ? answer.status : undefined, requestId })
      if (!isAnswer) return undefined
      const { status, text } = answer
      return { status, requestId, json: text === '' ? undefined : JSON.parse(text) }
    },
    read: async (path) => {
      const url = `${server().ready.scimEndpoint}${path}`
      const { status, requestId, text } = await recovered(() =>
        send(url, token, { mark: 'reader' }),
      )
      return { status, requestId, json: JSON.parse(text) }
    },
    admin: async (path, accept = 'application/json') => {
      const { status, text } = await recovered(() =>
        send(`${adminUrl()}${path}`, adminToken, { mark: 'reader', headers: { accept } }),
      )
      if (status !== 200) problems.push(`${path} was answered ${status}: ${text}`)
      return text
    },
    configure: async (mark, settings) => {
      const answer = await send(`${adminUrl()}/settings`, adminToken, {
        mark,
        method: 'PATCH',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(settings),
      }).catch(noAnswer(mark))
      if (answer === undefined || answer.status >= 500) return undefined
      if (answer.status !== 200) problems.push(`${mark} was answered ${answer.status}`)
      return answer.status === 200
    },
  }
}
