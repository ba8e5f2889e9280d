/** A database with many open conversations: some of everything, in numbers that share no divisor. */
import Database from 'better-sqlite3'
import { createNewId } from '../src/adapters/store/new-id.ts'
import { openStore } from '../src/adapters/store/store.ts'
import { ALWAYS_OPEN } from '../src/domain/desk/opening-hours.ts'
import { TRIAGE } from '../src/http/schemas/examples.ts'

const TEXT = 'سفارشم هنوز نرسیده است و سه بار تماس گرفته‌ام؛ هر بار می‌گویند فردا، ولی خبری نمی‌شود. '

/** @param now ISO 8601, in UTC with milliseconds. @returns the store, open */
export function openConversations(file: string, count: number, now: string) {
  const rules = { hours: ALWAYS_OPEN, burstSeconds: 120, phoneCountryCode: '98' }
  const store = openStore(file, { newId: createNewId(), rules })
  const raw = new Database(file)
  const triage = JSON.stringify(TRIAGE).replaceAll("'", "''")
  raw.exec(`
    create temp table n as with recursive n(i) as (select 1 union all select i + 1 from n where i < ${count}) select i from n;
    insert into customers (id, name, told_at, created_at, updated_at)
      select 'cus_' || i, 'مشتری ' || i, '${now}', '${now}', '${now}' from n;
    insert into customer_identities (id, customer_id, kind, value, created_at)
      select 'idt_' || i, 'cus_' || i, 'external_id', 'c-' || i, '${now}' from n;
    insert into conversations (id, customer_id, channel, status, assignee, department, priority, language, sentiment, urgency, intent, emotion, topics, signals, needs_review, top_message_id, message_count, opened_at, waiting_since, pauses, due_at, last_message_at, created_at, updated_at)
      select 'cnv_' || i, 'cus_' || i, case i % 3 when 0 then 'chat' when 1 then 'email' else 'social' end, 'open',
        case when i % 7 < 5 then 'key_' || (i % 11) end, case when i % 2 then 'billing' end, (i * 7919) % 1000003,
        case i % 3 when 0 then 'fa' when 1 then 'ar' else 'en' end, case i % 4 when 0 then 'positive' else 'negative' end,
        case i % 13 when 0 then 'critical' when 1 then 'high' else 'normal' end, 'complaint', 'frustration',
        case i % 5 when 0 then '["billing"]' when 1 then '["delivery","refund_return"]' else '["technical"]' end, '[]', i % 17 = 0, 'msg_' || i, 1, '${now}', '${now}', '[]',
        strftime('%Y-%m-%dT%H:%M:%fZ', '${now}', (i % 400 - 100) || ' minutes'), '${now}', '${now}', '${now}' from n;
    insert into messages (id, conversation_id, customer_id, turn_id, channel, author_role, text, sent_at, received_at, triage_state, triage)
      select 'msg_' || i, 'cnv_' || i, 'cus_' || i, 'msg_' || i, 'chat', 'customer', '${TEXT}' || i, '${now}', '${now}', 'done', '${triage}' from n;
    analyze;
  `)
  raw.close()
  return store
}
