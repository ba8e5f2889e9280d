/** Reply drafts, what was sent, and how useful the drafts are. */
import { z } from 'zod'
import { articleSuggestion } from '../../domain/knowledge/article.ts'
import { channel, language, topic } from '../../domain/labels.ts'
import { CHECKS, STEPS } from '../../domain/reply/draft.ts'
import { REGISTERS } from '../../domain/reply/wording.ts'
import {
  discardReason,
  draftRequest,
  draftSource,
  MOST_DRAFTS,
  replyCheckIntake,
  replyDraft,
  replyIntake,
  replyPromise,
  sentReply,
  writerReceipt,
} from '../../domain/reply-record.ts'
import { conversationSchema } from './conversation.ts'
import { described, orNull } from './describe.ts'

const text = (description: string) => z.string().meta({ description })
const count = (description: string) => z.int().meta({ description })

export const checkSchema = z
  .object({
    check: z.enum(CHECKS).meta({ description: 'What was looked at' }),
    passed: z.boolean().meta({ description: 'Whether it is as it should be' }),
    detail: text('What is wrong, or why it is right'),
    start: z.int().nonnegative().optional().meta({ description: 'First UTF-16 unit of the place' }),
    end: z.int().nonnegative().optional().meta({ description: 'First UTF-16 unit after the place' }),
  })
  .meta({ id: 'ReplyCheck', description: 'One thing that was checked, with its place where it has one' })
const checks = z.array(checkSchema)

const suggestionSchema = described(articleSuggestion, {
  article_id: 'Id of the article',
  lang: 'Its language',
  title: 'What it is about',
  answer: 'The answer as written for customers; null: it is for agents',
  url: 'Where customers read it',
  version: 'The version that was read',
}).meta({ id: 'ArticleSuggestion', description: 'An article that fits, for the agent' })

const writerReceiptSchema = described(writerReceipt, {
  model: 'Model, prompt and its version',
  failed_because: 'Why the drafts are the playbook’s all the same; null: the first one is the LLM’s',
  cost_usd: 'What it cost, failures included',
}).meta({ id: 'ReplyWriterReceipt' })

export const draftRequestSchema = described(draftRequest, {
  register: 'How to speak; missing: as the brand does in that language',
  channel: 'Where it will be sent; missing: where the customer last wrote',
  public: 'Whether everybody reads it; missing: reviews and social posts are public',
  use_llm:
    'Whether the LLM writes the first draft; missing: yes where one is configured. What fails the checks gives way to the playbook’s draft; `source` says who wrote it',
  count: `How many drafts, at most ${MOST_DRAFTS}; each takes other words where there are some`,
}).meta({ id: 'ReplyDraftRequest' })

export const draftEventsSchema = z.string().meta({
  id: 'DraftEvents',
  description: [
    'Server-sent events; the data of each is JSON on one line. Lines that begin with a colon keep the connection alive.',
    '`started`: who writes (`source`), by which `playbook`, in which `language`, for which `channel`.',
    '`writing`: the next words (`text`) of the first draft; joined they are its text.',
    '`checking`: one ReplyCheck on the text that is now whole.',
    '`repairing` (with the `problems`), `rearranging`, `fallback` (with `because`, as in ReplyWriterReceipt): the text so far is void and begins anew; after `fallback` it is the playbook’s.',
    '`draft`: a ReplyDraft as it is kept, once for each.',
    'The last one is `done` (with how many `drafts`), or `problem`: a Problem, and nothing was kept.',
  ].join('\n\n'),
})

export const replyDraftSchema = described(
  replyDraft.extend({
    steps: z.array(
      z.object({
        step: z.enum(STEPS).meta({ description: 'What it does' }),
        text: text('Its words'),
      }),
    ),
    citations: z.array(
      z.union([
        z.object({ file: text('The file'), place: text('Where in it') }),
        z.object({
          article_id: text('Id of the article'),
          title: text('Its title'),
          version: count('The version that was read'),
          url: orNull(z.string(), 'Where customers read it'),
        }),
      ]),
    ),
    suggestions: z.array(suggestionSchema),
    checks,
    made_from: described(draftSource.extend({ llm: writerReceiptSchema.optional() }), {
      triage_id: 'The labels that were read',
      channel: 'Where it was to be sent',
      public: 'Whether everybody reads it; null: as the channel says',
      register: 'How to speak; null: as the brand does',
      use_llm: 'Whether the LLM was asked for',
      llm: 'How the LLM did; missing: it was not asked',
      abuse_step:
        'What it tells a customer who insulted people: a calm boundary, the consequence, or that a supervisor takes over; missing: nothing',
      seed: 'What chose among the wordings',
    }),
  }),
  {
    id: 'Id of the draft',
    conversation_id: 'The conversation',
    message_id: 'The message it answers',
    text: 'The reply, ready to be sent or edited',
    subject: 'Subject line of an e-mail',
    language: 'Its language',
    source: 'Who wrote it',
    playbook: 'The situation it was written for, `topic/situation`',
    steps: 'The checklist behind it, in order',
    citations: 'What it rests on: places in the playbooks, and articles whose words are in it',
    suggestions: 'Articles that fit what the customer wrote, the best first, to read or to insert',
    due_at: 'By when its promise must be kept',
    checks: 'What was checked, passed or not',
    made_from: 'What it was made from',
    created_at: 'When',
    outcome: 'What became of it; null: not decided',
    edit_distance: 'How much the agent changed, 0 to 1',
    discard_reason: 'Why it was of no use',
    discard_note: 'The agent’s words on that',
  },
).meta({ id: 'ReplyDraft' })

export const replyDraftsSchema = z
  .object({
    drafts: z.array(replyDraftSchema).meta({ description: 'The one to be looked at first comes first' }),
  })
  .meta({ id: 'ReplyDrafts' })

export const replyIntakeSchema = described(replyIntake, {
  text: 'What was sent, 1 to 8,000 UTF-16 units; left out where a draft is discarded',
  draft_id: 'The draft it came from; missing: written without one',
  channel: 'Where it was sent; missing: where the draft was to be sent, else where the customer last wrote',
  outcome:
    '`discarded`: nothing was sent, with `reason`. Accepted or edited need not be told: it is measured from the texts',
  reason: 'Why the draft was of no use; only with `discarded`',
  note: 'The agent’s words on that; only with `discarded`',
  if_last_reply:
    'Id of the last reply you have seen, null if there is none: when somebody else answered since, nothing is kept and the answer is 409 with this field named',
}).meta({ id: 'ReplyIntake' })

export const replyCheckIntakeSchema = described(replyCheckIntake, {
  text: 'The text as it stands',
  draft_id: 'The draft it came from; missing: written without one',
  channel:
    'Where it is to be sent; missing: where the draft was to be sent, else where the customer last wrote',
}).meta({ id: 'ReplyCheckIntake' })

const promise = orNull(
  described(replyPromise, {
    words: 'The sentence that says by when',
    due_at: 'When that is; null: the agent’s own time, so only the words are known',
  }).meta({ id: 'ReplyPromise' }),
  'What it promises by when; null: nothing',
) as unknown as typeof sentReply.shape.promise

export const checkedReplySchema = z
  .object({
    outcome: z
      .enum(['accepted', 'edited'])
      .nullable()
      .meta({ description: '`accepted`: the draft as it was; null: written without one' }),
    edit_distance: orNull(z.number(), 'Share of the letters changed, 0 to 1; null: written without a draft'),
    channel: channel.meta({ description: 'The channel it was checked for' }),
    checks: checks.meta({ description: 'Empty while no message is labelled, or without playbooks' }),
    promise,
  })
  .meta({ id: 'CheckedReply', description: 'What is known of a reply before it is sent' })

export const replyGuideSchema = z
  .object({
    playbook: text('The situation, `topic/situation`'),
    problem: text('What the matter is called, in the reader’s language'),
    owner: text('Who looks after it'),
    register: z.enum(REGISTERS).meta({ description: 'As the brand speaks in the language of the answer' }),
    due_at: text('By when the customer is to hear from us, were the answer sent now'),
    steps: z.array(z.string()).meta({ description: 'What to do, in order' }),
    remedies: z
      .array(z.string())
      .meta({ description: 'Kinds of promise of the compensation policy that are the plain remedy here' }),
    offers: z
      .array(
        z.object({
          id: text('Name in the compensation policy'),
          approved_by: z.enum(['agent', 'supervisor']).meta({ description: 'Who may promise it' }),
          may_offer: z.boolean().meta({ description: 'Whether the policy lets an agent make it now' }),
          text: text('In the reader’s language'),
          words: text('In the language of the answer, ready to stand in it'),
        }),
      )
      .meta({ description: 'What the playbook knows beyond the remedy' }),
    escalate: z
      .object({
        to: text('Who takes over'),
        when: z
          .array(z.string())
          .meta({ description: 'When one of these holds: signals, urgencies, `promise_missed`, `always`' }),
      })
      .meta({ description: 'When it is not the agent’s alone' }),
  })
  .meta({ id: 'ReplyGuide', description: 'The playbook beside the answer that is due' })

export const sentReplySchema = described(sentReply.extend({ checks, promise }), {
  id: 'Id of the reply',
  conversation_id: 'The conversation',
  message_id: 'The message it answers; null: nothing was labelled yet',
  draft_id: 'The draft it came from; null: written without one',
  outcome: '`accepted`: the draft as it was; null: written without one',
  edit_distance: 'Share of the letters changed, 0 to 1',
  author: 'Who sent it: id of the key',
  channel: 'Where it was sent',
  text: 'What the customer was told',
  checks: 'What was checked in the text as sent; empty while no message is labelled',
  promise: 'What was promised by when; null: nothing',
  sent_at: 'When',
}).meta({ id: 'Reply', description: 'An answer to the customer' })

export const repliedSchema = z
  .object({
    reply: orNull(sentReplySchema, 'What was sent; null: a draft was discarded'),
    draft: orNull(replyDraftSchema, 'The draft as it stands now; null: written without one'),
    conversation: conversationSchema,
  })
  .meta({
    id: 'RepliedConversation',
    description: 'A reply with its draft and what it did to the conversation',
  })

const countsSchema = z.object({
  drafts: count('Drafts made'),
  accepted: count('Sent as they were'),
  edited: count('Sent after an edit'),
  discarded: count('Of no use'),
  acceptance: orNull(z.number(), 'Share of the decided ones that were sent as they were; null: none decided'),
  mean_edit_distance: orNull(z.number(), 'Of the edited ones, 0 to 1; null: there are none'),
})

export const replyInsightsSchema = z
  .object({
    total: countsSchema.meta({ description: 'All together' }),
    by_topic_and_language: z
      .array(
        countsSchema.extend({
          topic: topic.meta({ description: 'Likeliest topic of the message' }),
          language: language.meta({ description: 'Language of the draft' }),
        }),
      )
      .meta({ description: 'Most drafts first' }),
    discard_reasons: z
      .array(
        z.object({
          reason: discardReason.meta({ description: 'Why drafts were of no use' }),
          drafts: count('How many'),
        }),
      )
      .meta({ description: 'Most frequent first' }),
    replies: z
      .object({ sent: count('Replies sent'), without_draft: count('Of these, written without a draft') })
      .meta({ description: 'What was sent' }),
  })
  .meta({ id: 'ReplyInsights', description: 'How useful the drafts are' })
