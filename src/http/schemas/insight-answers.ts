/** The answers of the insights routes. */
import { z } from 'zod'
import { LOAD_SUGGESTIONS } from '../../domain/insights/load-words.ts'
import { CAVEATS } from '../../domain/insights/model-quality.ts'
import { DIMENSIONS } from '../../domain/insights/trends.ts'
import { HEADS, type Head, language, MULTI_HEADS, SINGLE_HEADS, urgency } from '../../domain/labels.ts'
import { ASK_REASONS, SECOND_OPINION_FAILURES } from '../../domain/triage/triage.ts'
import { moment, orNull } from './describe.ts'
import {
  count,
  inEveryLanguage,
  number,
  periodShape,
  rangeShape,
  shareSchema,
  text,
  textOrNull,
  timesSchema,
} from './insights.ts'
import { customerBriefSchema } from './risk.ts'

const perPeriod = (description: string) => z.array(z.int()).meta({ description })

export const trendsSchema = z
  .object({
    ...rangeShape,
    messages: count('Messages in the range'),
    labelled: count('Of these, labelled'),
    periods: z
      .array(z.object({ ...periodShape, messages: count('Messages'), labelled: count('Of these, labelled') }))
      .meta({ description: 'In order, also where nobody wrote' }),
    trends: z
      .array(
        z.object({
          dimension: z.enum(DIMENSIONS).meta({ description: 'What is counted' }),
          of: z.enum(['messages', 'labelled']).meta({ description: 'What the shares are shares of' }),
          lines: z
            .array(
              z.object({
                label: textOrNull('The label; null: the message has none'),
                messages: count('Messages with it'),
                share: orNull(z.number(), 'Their share; of topics and signals a message may have several'),
                counts: perPeriod('Messages by period'),
                shares: z.array(z.number().nullable()).meta({ description: 'Share by period' }),
              }),
            )
            .meta({ description: 'Every label of the guide; of open lists the most frequent' }),
          others: orNull(
            z.object({
              labels: count('How many labels'),
              messages: count('Messages with one of them'),
              counts: perPeriod('By period'),
            }),
            'The rarer labels of an open list together',
          ),
        }),
      )
      .meta({ description: 'One for each dimension' }),
  })
  .meta({ id: 'Trends', description: 'What customers write about and how they feel, over time' })

const ofUrgency = urgency.meta({ description: 'Of the most urgent message that waited' })
const slaFigures = {
  in_time: shareSchema,
  first_answer: timesSchema,
  any_answer: timesSchema,
  counted: timesSchema,
}
const overdue = z
  .object({
    conversations: count('Conversations whose answer is late at this moment'),
    oldest_due_at: textOrNull('When the oldest was due'),
  })
  .meta({ id: 'OverdueNow' })
export const slaInsightsSchema = z
  .object({
    ...rangeShape,
    as_of: moment('The moment `overdue_now` is true of'),
    total: z.object({ ...slaFigures, overdue_now: overdue }).meta({
      description:
        'Waits that ended in the range. `first_answer` and `any_answer` on the wall clock; `counted` on the target’s own clock',
    }),
    by_urgency: z
      .array(z.object({ urgency: ofUrgency, ...slaFigures, overdue_now: overdue }))
      .meta({ description: 'Most urgent first' }),
    periods: z
      .array(
        z.object({
          ...periodShape,
          ...slaFigures,
          by_urgency: z
            .array(z.object({ urgency: ofUrgency, in_time: shareSchema, first_answer: timesSchema }))
            .meta({ description: 'Most urgent first' }),
        }),
      )
      .meta({ description: 'In order' }),
  })
  .meta({ id: 'SlaInsights', description: 'Whether customers were answered in time' })

const decisionFigures = {
  labelled: count('Labelled messages'),
  local: shareSchema,
  llm: shareSchema,
  human: shareSchema,
  needs_review: shareSchema,
  asked_llm: shareSchema,
  cost_usd: number('What the LLM cost for labels'),
  draft_cost_usd: number('What it cost for reply drafts'),
  latency: z
    .object({ local: timesSchema, llm: timesSchema })
    .meta({ description: 'Until the labels were there; by who decided' }),
}
export const decisionsSchema = z
  .object({
    ...rangeShape,
    total: z.object(decisionFigures).meta({ description: 'The whole range' }),
    asked_because: z
      .array(
        z.object({
          reason: z.enum(ASK_REASONS).meta({ description: 'Why' }),
          messages: count('Messages'),
          decided: count('Of these, the LLM’s answer could be had'),
        }),
      )
      .meta({ description: 'Why the LLM was asked, or would have been; most frequent first' }),
    failed_because: z
      .array(
        z.object({
          reason: z.enum(SECOND_OPINION_FAILURES).meta({ description: 'Why' }),
          messages: count('Messages'),
        }),
      )
      .meta({ description: 'Why its answer could not be had; most frequent first' }),
    periods: z.array(z.object({ ...periodShape, ...decisionFigures })).meta({ description: 'In order' }),
  })
  .meta({ id: 'Decisions', description: 'Who decided the labels, what it cost and how long it took' })

const head = z.enum(Object.keys(HEADS) as [Head, ...Head[]]).meta({ description: 'Which head' })
const spoken = orNull(language, 'Language as the machine read it; null: all together')
export const modelQualitySchema = z
  .object({
    since: rangeShape.since,
    until: rangeShape.until,
    time_zone: rangeShape.time_zone,
    judged: count('Messages a person has spoken on'),
    confirmed: count('Of these, everything was right'),
    corrected: count('Of these, something was not'),
    truncated: z.boolean().meta({ description: 'There were more; these are the newest' }),
    caveat: z
      .object({
        code: z.enum(CAVEATS).meta({ description: 'Which' }),
        text: inEveryLanguage('The same in words'),
      })
      .meta({ description: 'What these figures cannot say' }),
    models: z
      .array(
        z.object({
          model: text('As receipts name it'),
          source: z.enum(['local', 'llm']).meta({ description: 'Local model or LLM' }),
          judged: count('Messages'),
        }),
      )
      .meta({ description: 'Whose labels these were' }),
    heads: z
      .array(
        z.object({
          head,
          language: spoken,
          agreement: shareSchema,
          calibration_error: orNull(z.number(), 'Mean gap between confidence and agreement, 0 to 1'),
        }),
      )
      .meta({
        description: 'Whether the person gave the machine’s label; sets agree when they are the same',
      }),
    reliability: z
      .array(
        z.object({
          head,
          language: spoken,
          bins: z
            .array(z.object({ confidence: number('Mean confidence'), agreement: shareSchema }))
            .meta({ description: 'Tenths of the scale; empty ones are left out' }),
        }),
      )
      .meta({ description: 'Confidence against agreement; of sets each label the machine gave' }),
    confusion: z
      .array(
        z.object({
          head: z.enum(SINGLE_HEADS).meta({ description: 'Which head' }),
          labels: z.array(z.string()).meta({ description: 'Order of rows and columns' }),
          counts: z
            .array(z.array(z.int()))
            .meta({ description: 'Rows: what people say; columns: what the machine said' }),
        }),
      )
      .meta({ description: 'What was taken for what' }),
    sets: z
      .array(
        z.object({
          head: z.enum(MULTI_HEADS).meta({ description: 'Topics or signals' }),
          label: text('The label'),
          kept: count('Given by the machine and by the person'),
          taken_away: count('Given by the machine only'),
          added: count('Given by the person only'),
          precision: shareSchema,
          recall: shareSchema,
        }),
      )
      .meta({ description: 'Of topics and signals, label by label' }),
  })
  .meta({ id: 'ModelQuality', description: 'How often people agree with the machine' })

const openWork = {
  open: count('Open or pending conversations'),
  waiting: count('Of these, a customer waits'),
  overdue: count('Of these, the answer is late'),
}
export const teamLoadSchema = z
  .object({
    ...rangeShape,
    as_of: moment('The moment the open work is true of'),
    periods: z
      .array(z.object({ ...periodShape, abusive: count('Abusive messages') }))
      .meta({ description: 'In order' }),
    total: z
      .object({ ...openWork, abusive: count('Abusive messages in the range') })
      .meta({ description: 'The whole desk; for an agent their own' }),
    agents: z
      .array(
        z.object({
          agent: textOrNull('Id of a key, or the name conversations were assigned by; null: nobody'),
          name: textOrNull('Name of the key'),
          ...openWork,
          replies: count('Replies sent'),
          answered: count('Conversations answered'),
          resolved: count('Conversations resolved'),
          in_time: shareSchema,
          abusive: z
            .object({
              messages: count('Abusive messages that reached them in the range'),
              last_7_days: count('In the seven days before the range ends'),
              last_30_days: count('In the thirty days before the range ends'),
              by_period: perPeriod('By period'),
            })
            .meta({
              description: 'They had the conversation, answered it, or noted something while it waited',
            }),
          suggestion: orNull(
            z.object({
              code: z.enum(LOAD_SUGGESTIONS).meta({ description: 'What to do' }),
              text: inEveryLanguage('The same in words'),
            }),
            'What a supervisor may do about it',
          ),
        }),
      )
      .meta({ description: 'Most exposed first; an agent sees their own row' }),
    departments: z
      .array(
        z.object({
          department: textOrNull('The department; null: none'),
          abusive: count('Abusive messages'),
          by_period: perPeriod('By period'),
        }),
      )
      .meta({ description: 'Most exposed first' }),
    repeated_abuse: z
      .array(
        z.object({
          customer: customerBriefSchema,
          messages: count('Abusive messages'),
          occasions: count('Occasions: a burst of messages is one'),
          last_at: moment('The latest'),
          agents: z.array(z.string()).meta({ description: 'Whom they reached' }),
        }),
      )
      .meta({
        description: 'Customers with two or more occasions in the thirty days before the range ends',
      }),
  })
  .meta({ id: 'TeamLoad', description: 'Who carries what, and how much abuse it costs' })
