import { setTimeout as sleep } from 'node:timers/promises'
import type { ServerProcess } from '../helpers/program.ts'
import { adminToken, token } from './clients.ts'

/** A change that was asked for. Its mark goes with it as User-Agent, so that its event can be told without its request id. */
export interface Asked {
  readonly mark: string
  /** Of the answer; undefined where none came, or one that says that the server could not tell. */
  readonly status: number | undefined
  readonly requestId: string
}

export interface Answer {
  readonly status: number
  readonly requestId: string
  // biome-ignore lint/suspicious/noExplicitAny: an answer is looked into freely
  readonly json: any
}

/** How a soak speaks to its server, and what it keeps of it. */
export interface Journal {
  /** All changes that were asked for. */
  readonly asked: readonly Asked[]
  /** What must not be, in words. */
  readonly problems: string[]
  /** Asks for a change. Undefined: nobody knows whether it has happened. */
  readonly change: (
    mark: string,
    method: string,
    path: string,
    body?: unknown,
  ) => Promise<Answer | undefined>
  /** Reads from the SCIM endpoint; waits until it answers. */
  readonly read: (path: string) => Promise<Answer>
  /** Asks the admin API, below `/api/v1/identity-stores/{id}`. */
  readonly admin: (path: string, accept?: string) => Promise<string>
  /** The same for a change of the settings; undefined as above. */
  readonly configure: (mark: string, settings: unknown) => Promise<boolean | undefined>
}

const answerMs = 300_000
/** How long a machine that has much to do may take until a server reaches its database again. */
const recoveryMs = 60_000

/** A journal of what is asked of the server that runs at the moment. */
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
  /** An answer that is not that the database is away. */
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
