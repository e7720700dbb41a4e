import t from 'tap'
import { startTestServer } from '../helpers/server.ts'
import { readConversations } from './conversation.ts'
import { elsewhere, reasonToPassOver } from './elsewhere.ts'
import { replay } from './replay.ts'

const target = elsewhere(process.env)

if (target !== undefined) {
  // somebody else's endpoint: what differs fails, and what could only differ is passed over
  for (const { file, conversation } of readConversations()) {
    const skip = reasonToPassOver(conversation, new Date())
    const title = `${file}: ${conversation.title}`
    t.test(title, { skip: skip ?? false }, (t) => replay(t, conversation, target))
  }
} else {
  const server = await startTestServer(t, { allowClock: true })

  for (const { file, conversation } of readConversations()) {
    t.test(`${file}: ${conversation.title}`, async (t) => {
      const { asOf, settings = {} } = conversation
      await server.reset()
      await server.configure(asOf === undefined ? settings : { ...settings, asOf })
      // However slow the machine is, what is sent together falls into one second.
      await server.setClock(settings.throttling ? { frozenAt: new Date().toISOString() } : {})
      const { endpoint, token } = server
      await replay(t, conversation, { endpoint, token, unique: '', cleansUp: false })
    })
  }
}
