/** Conversations with answers, for the pages of quality. */
import { TEXTS } from '../../src/http/schemas/examples.ts'
import type { ScreenHarness } from './screen-harness.ts'

export const SCORES = { empathy: '3', accuracy: '4', tone: '3', resolution: '2' }

/** A customer writes, the person behind the cookie answers. */
export async function answerSomebody(
  { app, send }: Pick<ScreenHarness, 'app' | 'send'>,
  cookie: string,
  name = 'a',
  text = 'سلام، پیگیری می‌کنم.',
): Promise<{ conversation_id: string; reply_id: string }> {
  const body = { channel: 'chat', text: TEXTS.fa, conversation: name, customer: { external_id: name } }
  const taken = await send('POST', '/v1/messages', { body })
  const conversation_id = taken.json.conversation.id
  const replied = await app.request(`/v1/conversations/${conversation_id}/replies`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie, 'sec-fetch-site': 'same-origin' },
    body: JSON.stringify({ text }),
  })
  const { reply } = (await replied.json()) as { reply: { id: string } }
  return { conversation_id, reply_id: reply.id }
}
