/** What the insights routes share: figures that say how sure they are, the range, and the choice of JSON or CSV. */
import { z } from 'zod'
import { decisionsQuery } from '../../domain/insights/decisions.ts'
import { FEWEST } from '../../domain/insights/figures.ts'
import { modelQualityQuery } from '../../domain/insights/model-quality.ts'
import { MOST_DAYS, PERIODS } from '../../domain/insights/range.ts'
import { slaQuery } from '../../domain/insights/sla.ts'
import { TABLES } from '../../domain/insights/tables.ts'
import { teamLoadQuery } from '../../domain/insights/team-load.ts'
import { DIMENSIONS, trendsQuery } from '../../domain/insights/trends.ts'
import { CHANNELS, LANGUAGES, type Language } from '../../domain/labels.ts'
import { replyInsightsQuery } from '../../domain/reply-record.ts'
import { described, moment, orNull } from './describe.ts'

export const text = (description: string) => z.string().meta({ description })
export const count = (description: string) => z.int().meta({ description })
export const number = (description: string) => z.number().meta({ description })
export const textOrNull = (description: string) => orNull(z.string(), description)

export const shareSchema = z
  .object({
    count: count('How many'),
    of: count('Of how many: the sample'),
    share: orNull(z.number(), 'The share; null without a sample'),
    interval: orNull(
      z.object({ low: number('Lower end'), high: number('Upper end') }),
      'Where the true share lies with 95 % confidence (Wilson)',
    ),
    too_few: z.boolean().meta({ description: `Fewer than ${FEWEST}: the share says little` }),
  })
  .meta({ id: 'Share', description: 'A share that says how sure it is' })

export const timesSchema = z
  .object({
    count: count('How many'),
    p50_ms: orNull(z.number(), 'Half stay at or below, in milliseconds'),
    p90_ms: orNull(z.number(), 'Nine in ten stay at or below'),
  })
  .meta({ id: 'Times', description: 'How long it took' })

const languages = Object.fromEntries(LANGUAGES.map((each) => [each, text(`In ${each}`)]))
export const inEveryLanguage = (description: string) =>
  z.object(languages as Record<Language, z.ZodString>).meta({ description })

/** What every answer says of its range. */
export const rangeShape = {
  since: moment('Beginning: of the whole period that the asked moment falls in'),
  until: moment('End, not included'),
  period: z.enum(PERIODS).meta({ description: 'Length of a period' }),
  time_zone: text('The desk’s time zone, in which days begin'),
}
export const periodShape = {
  start: moment('When it begins'),
  date: text('Its first day in the desk’s time zone'),
  whole: z.boolean().meta({ description: 'False: the range ends within it' }),
}

const RANGE_WORDS = {
  since: 'From this moment on, ISO 8601 with offset; missing: thirty days before `until`',
  until: 'Before this moment, ISO 8601 with offset; missing: now',
  period: `Days or weeks of the desk’s time zone; missing: days up to 92 days. At most ${MOST_DAYS.day} days by day, ${MOST_DAYS.week} by week`,
}

type TableName = keyof typeof TABLES
const choice = <Insight extends TableName>(insight: Insight) => ({
  format: z.enum(['json', 'csv']).optional(),
  table: z.enum(TABLES[insight] as readonly [string, ...string[]]).optional(),
})
const CHOICE_WORDS = {
  format: '`csv` or `json`; missing: as the `accept` header says',
  table: 'Which table, for CSV; missing: the first',
}

export const trendsQuerySchema = described(trendsQuery.extend(choice('trends')), {
  ...RANGE_WORDS,
  ...CHOICE_WORDS,
  dimensions: `What is counted, with commas between: ${DIMENSIONS.join(', ')}; missing: all`,
  language: 'Only messages in this language, as ISO 639 code',
  channel: `Only of this channel: ${CHANNELS.join(', ')}`,
  topic: 'Only with this topic',
  touchpoint: 'Only at this place of the customer’s way',
})
export const slaQuerySchema = described(slaQuery.extend(choice('sla')), {
  ...RANGE_WORDS,
  ...CHOICE_WORDS,
  agent: 'Only what this person answered or is assigned; agents see their own in any case',
  urgency: 'Only of this urgency',
})
export const decisionsQuerySchema = described(decisionsQuery.extend(choice('decisions')), {
  ...RANGE_WORDS,
  ...CHOICE_WORDS,
})
const { period: _period, ...ENDS } = RANGE_WORDS
export const modelQualityQuerySchema = described(modelQualityQuery.extend(choice('model_quality')), {
  ...ENDS,
  ...CHOICE_WORDS,
  language: 'Only messages the machine took for this language',
  source: 'Only labels of the local model, or of the LLM',
  model: 'Only labels of this model, as receipts name it',
})
export const teamLoadQuerySchema = described(teamLoadQuery.extend(choice('team_load')), {
  ...RANGE_WORDS,
  ...CHOICE_WORDS,
  period: 'Days or weeks of the desk’s time zone; missing: weeks',
})
export const replyInsightsQuerySchema = described(replyInsightsQuery.extend(choice('replies')), {
  since: 'From this moment on, ISO 8601 with offset; missing: from the beginning',
  until: 'Before this moment, ISO 8601 with offset; missing: until now',
  ...CHOICE_WORDS,
})
