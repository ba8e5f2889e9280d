/**
 * How much each parameter of the risk model matters: the sample stories below are scored with every
 * parameter moved by a quarter up and down. Prints the table of parameters in docs/risk.md and the two of
 * docs/risk-sensitivity.md; `node bench/risk-sensitivity.ts --write` puts them there.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import {
  DEFAULT_RISK_PARAMETERS,
  RISK_PARAMETER_NAMES,
  RISK_PARAMETER_TABLE,
  type RiskParameterName,
} from '../src/domain/risk/parameters.ts'
import { RISK_LEVELS, type RiskEvent } from '../src/domain/risk/risk.ts'
import { assessRisk } from '../src/domain/risk/score.ts'
import {
  account,
  day,
  history,
  late,
  reply,
  resolved,
  says,
  survey,
  thanks,
} from '../test/domain/risk/history.ts'

const calm = { sentiment: 'neutral', intent: 'question' } as const

/** Name, day of the assessment, events. */
const STORIES: [string, number, RiskEvent[]][] = [
  ['one ordinary complaint', 1, [says(0, 'قبض این ماه اشتباه حساب شده.')]],
  [
    'three different complaints, none solved',
    12,
    [
      says(0, 'قبض اشتباه است', { conversation: 'a' }),
      says(5, 'بسته هنوز نرسیده', { topics: ['delivery'], conversation: 'b' }),
      says(12, 'برنامه باز نمی‌شود', { topics: ['technical'], conversation: 'c' }),
    ],
  ],
  [
    'calm third report',
    9,
    [
      says(0, 'سلام، مبلغ مرجوعی هنوز نیامده است.', { sentiment: 'neutral', topics: ['refund_return'] }),
      says(4, 'سلام، هنوز خبری از مبلغ نیست.', {
        sentiment: 'neutral',
        topics: ['refund_return'],
        channel: 'email',
        conversation: 'b',
      }),
      says(9, 'سلام، برای بار سوم پیگیر همان مبلغ هستم.', {
        sentiment: 'neutral',
        urgency: 'high',
        topics: ['refund_return'],
        signals: ['repeat_contact'],
      }),
    ],
  ],
  [
    'furious about a trifle',
    0,
    [
      says(0, 'YOUR NEW LOGO IS HORRIBLE, IDIOTS!!!', {
        urgency: 'low',
        emotion: 'anger',
        topics: ['other'],
        signals: ['abusive'],
      }),
    ],
  ],
  [
    'loud but loyal',
    61,
    [
      says(0, 'باز هم قطعی!!! این چه وضعشه', { urgency: 'high', emotion: 'anger', topics: ['technical'] }),
      reply(0.1),
      resolved(0.2),
      thanks(0.3, 'وصل شد، دمتون گرم'),
      says(60, 'چرا قبض رو دیر می‌فرستید!!!', { emotion: 'anger', conversation: 'b' }),
    ],
  ],
  [
    'quiet leaver (words)',
    14,
    [
      says(0, 'كم مدة الإشعار قبل إنهاء العقد؟', { ...calm, topics: ['cancellation'] }),
      says(13, 'كيف نصدّر كل بياناتنا؟', { ...calm, topics: ['technical'], conversation: 'b' }),
    ],
  ],
  [
    'silent, uses it less, card fails, contract ends',
    20,
    [
      account(0, 'usage_dropped', [500, 150]),
      account(10, 'payment_failed'),
      account(12, 'contract_ending', undefined, '2026-04-01'),
    ],
  ],
  ['renewal off, then on again', 10, [account(0, 'auto_renewal_off'), account(9, 'auto_renewal_on')]],
  ['quiet leaver (deeds)', 10, [account(0, 'seats_reduced', [40, 12]), account(9, 'auto_renewal_off')]],
  [
    'cancels without feeling',
    0,
    [
      says(0, 'أرجو إلغاء اشتراكي.', {
        ...calm,
        intent: 'request',
        topics: ['cancellation'],
        signals: ['churn_explicit'],
      }),
    ],
  ],
  [
    'leaves unless …',
    0,
    [
      says(0, 'Fix this by Friday or we move to another supplier.', {
        urgency: 'high',
        signals: ['churn_explicit'],
      }),
    ],
  ],
  [
    'speaks of a lawyer',
    0,
    [
      says(0, 'My solicitor will be in touch about this charge.', {
        urgency: 'high',
        signals: ['legal_threat'],
      }),
    ],
  ],
  [
    'fraud, just reported',
    0,
    [
      says(0, 'Someone is paying with my card right now', {
        urgency: 'critical',
        topics: ['security_fraud'],
        signals: ['fraud'],
      }),
    ],
  ],
  [
    'slow slide',
    70,
    [
      says(0, 'الطلب وصل ناقص', { topics: ['delivery'], urgency: 'low', conversation: 'a' }),
      says(25, 'التطبيق بطيء جدًا', { topics: ['technical'], conversation: 'b' }),
      survey(40, 'nps', 4, null),
      says(55, 'الفاتورة غير واضحة', { sentiment: 'mixed', conversation: 'c' }),
      says(70, 'لم أعد أتحمس للتعامل معكم', {
        topics: ['other'],
        signals: ['churn_implicit'],
        conversation: 'd',
      }),
    ],
  ],
  [
    'late answer, low survey',
    2,
    [
      says(0, 'My parcel is at the wrong address', { topics: ['delivery'] }),
      late(0.3, 9),
      reply(0.7),
      survey(1, 'csat', 2),
    ],
  ],
  [
    'double charge that came back',
    26,
    [
      says(0, 'قبض دو بار از حسابم کم شده'),
      reply(0.5),
      resolved(1),
      thanks(1.1),
      says(25, 'گفتید درست شده، این ماه دوباره همان اتفاق افتاد', {
        conversation: 'b',
        channel: 'email',
        urgency: 'high',
        signals: ['repeat_contact'],
      }),
    ],
  ],
  [
    'solved and thanked',
    8,
    [
      says(0, 'The refund is missing', { topics: ['refund_return'] }),
      says(3, 'Still missing, second time I ask', {
        topics: ['refund_return'],
        urgency: 'high',
        signals: ['repeat_contact'],
      }),
      reply(4),
      resolved(6),
      thanks(7, 'Refund arrived, thank you Sara', { topics: ['refund_return'] }),
      survey(7.5, 'csat', 5),
    ],
  ],
]

const assess = ([, at, events]: (typeof STORIES)[number], parameters = DEFAULT_RISK_PARAMETERS) =>
  assessRisk(history(events), day(at), parameters)

function parameterTable(): string {
  const rows = RISK_PARAMETER_NAMES.map((name) => {
    const { value, kind, why } = RISK_PARAMETER_TABLE[name]
    return `| \`${name}\` | ${value} | ${kind} | ${why} |`
  })
  return ['| parameter | value | kind | source or reason |', '|---|---|---|---|', ...rows].join('\n')
}

function storyTable(): string {
  const rows = STORIES.map((story) => {
    const { score, level, next_best_action } = assess(story)
    return `| ${story[0]} | ${score.toFixed(2)} | ${level} | \`${next_best_action}\` |`
  })
  return ['| story | score | level | next best action |', '|---|---|---|---|', ...rows].join('\n')
}

/** How far a parameter moves the story it moves most, and the levels that change; no row when nothing does. */
function sensitivityRow(name: RiskParameterName): {
  name: string
  row: string | null
  most: number
  steps: number
} {
  const shifts = STORIES.map((story) => {
    const now = assess(story)
    const moved = [0.75, 1.25].map((factor) =>
      assess(story, { ...DEFAULT_RISK_PARAMETERS, [name]: DEFAULT_RISK_PARAMETERS[name] * factor }),
    )
    return {
      story: story[0],
      down: (moved[0]?.score ?? 0) - now.score,
      up: (moved[1]?.score ?? 0) - now.score,
      levels: moved.map(({ level }) => level).filter((level) => level !== now.level),
      steps: Math.max(
        ...moved.map(({ level }) => Math.abs(RISK_LEVELS.indexOf(level) - RISK_LEVELS.indexOf(now.level))),
      ),
      from: now.level,
    }
  })
  const size = ({ down, up }: { down: number; up: number }) => Math.max(Math.abs(down), Math.abs(up))
  const most = shifts.reduce((best, each) => (size(each) > size(best) ? each : best))
  const crossing = shifts.filter(({ levels }) => levels.length > 0)
  const signed = (value: number) => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(2)}`
  const crossed = crossing
    .map(({ story, from, levels }) => `${story}: ${from} → ${levels.join(' / ')}`)
    .join('; ')
  return {
    name,
    most: size(most),
    steps: Math.max(...shifts.map(({ steps }) => steps)),
    row:
      size(most) < 0.005 && crossing.length === 0
        ? null
        : `| \`${name}\` | ${signed(most.down)} / ${signed(most.up)} | ${size(most) < 0.005 ? '–' : most.story} | ${crossed || 'none'} |`,
  }
}

function sensitivityTable(): string {
  const rows = RISK_PARAMETER_NAMES.map(sensitivityRow).sort((one, other) => other.most - one.most)
  return [
    '| parameter | most, −25 % / +25 % | in the story | levels that change |',
    '|---|---|---|---|',
    ...rows.flatMap(({ row }) => row ?? []),
    '',
    `Moves no story by a hundredth: ${rows.flatMap(({ row, name }) => (row === null ? `\`${name}\`` : [])).join(', ')}.`,
    `Furthest that any story moved: ${Math.max(...rows.map(({ steps }) => steps))} level.`,
  ].join('\n')
}

const tables = { parameters: parameterTable(), stories: storyTable(), sensitivity: sensitivityTable() }

if (process.argv.includes('--write')) {
  for (const page of ['docs/risk.md', 'docs/risk-sensitivity.md']) {
    const filled = Object.entries(tables).reduce(
      (text, [name, table]) =>
        text.replace(
          new RegExp(`(<!-- ${name} -->\n)[^]*?(<!-- end -->)`),
          (_, begin: string, end: string) => `${begin}${table}\n${end}`,
        ),
      readFileSync(page, 'utf8'),
    )
    writeFileSync(page, filled)
  }
} else {
  for (const table of Object.values(tables)) console.log(`${table}\n`)
}
