import t, { type Test } from 'tap'
import { startTestServer } from '../helpers/server.ts'
import { readConversations } from './conversation.ts'
import { replay } from './replay.ts'
import { type Received, type Sent, send } from './send.ts'

/** Removes what differs between two responses to one request: new ids, times, request ids. */
const comparable = (text: string): string =>
  text
    .replace(/"exceptionRequestId":"[^"]*"/g, '"exceptionRequestId":""')
    .replace(/"(timeStamp|created|lastModified)":"[^"]*"/g, '"$1":""')
    .replace(/"nextCursor":"[^"]*"/g, '"nextCursor":""')

/** Each create has a new id. */
const withoutNewId = ({ status, text }: { status: number; text: string }): string =>
  status === 201 ? comparable(text).replace(/^\{"id":"[^"]*"/, '{"id":""') : comparable(text)

const server = await startTestServer(t)
const explainUrl = `${server.adminUrl}/api/v1/identity-stores/${server.identityStoreId}/explain`

const explain = async ({ method, url, headers, body }: Sent) => {
  const response = await fetch(explainUrl, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${server.adminToken}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({
      request: {
        method,
        path: url,
        headers,
        ...(body !== undefined && { bodyBase64: Buffer.from(body).toString('base64') }),
      },
    }),
  })
  const event = JSON.parse(await response.text())
  return { status: event.response?.status, text: event.response?.body ?? '', event }
}

/** Explains each request before it is sent, and compares the responses. */
const explainedThenSent =
  (t: Test) =>
  async (sent: Sent): Promise<Received> => {
    const isLetIn = sent.headers['Authorization'] === `Bearer ${server.token}`
    if (!isLetIn) return send(sent) // explain assumes a valid token
    const foretold = await explain(sent)
    const answer = await send(sent)
    if (answer.status === 429) return answer // explain does not count calls
    const title = `${sent.method} ${sent.url.replace(server.endpoint, '')}`.slice(0, 100)
    t.equal(foretold.status, answer.status, `${title}: the status`)
    t.equal(withoutNewId(foretold), withoutNewId(answer), `${title}: the body`)
    return answer
  }

for (const { file, conversation } of readConversations()) {
  // Concurrent requests have no order in which they could be explained.
  if (conversation.exchanges.some(({ together }) => together)) continue

  t.test(`explain predicts ${file}`, async (t) => {
    const { asOf, settings = {} } = conversation
    await server.reset()
    await server.configure(asOf === undefined ? settings : { ...settings, asOf })
    const { endpoint, token } = server
    const target = { endpoint, token, unique: '', cleansUp: false, send: explainedThenSent(t) }
    await replay(t, conversation, target)
  })
}
