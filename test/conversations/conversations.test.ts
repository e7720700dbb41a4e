import t from 'tap'
import { startTestServer } from '../helpers/server.ts'
import { readConversations } from './conversation.ts'
import { externalTarget, skipReason } from './external-target.ts'
import { replay } from './replay.ts'

const target = externalTarget(process.env)

if (target !== undefined) {
  // An external endpoint: conversations that cannot apply to it are skipped, all others must agree.
  for (const { file, conversation } of readConversations()) {
    const skip = skipReason(conversation, new Date())
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
      // The clock is frozen, so that concurrent requests fall into one second however slow the machine is.
      await server.setClock(settings.throttling ? { frozenAt: new Date().toISOString() } : {})
      const { endpoint, token } = server
      await replay(t, conversation, { endpoint, token, unique: '', cleansUp: false })
    })
  }
}
