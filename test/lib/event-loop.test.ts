import t from 'tap'
import { yieldToEventLoop } from '../../src/lib/event-loop.ts'

t.test('what waits for the event loop goes first', async (t) => {
  const order: string[] = []
  setImmediate(() => order.push('waiting'))
  await yieldToEventLoop()
  order.push('going on')
  t.same(order, ['waiting', 'going on'])
})
