/**
 * Every number of the risk model, each with its source or reason. `score.ts` holds none.
 * Kinds: `probability` (of leaving, becomes a hazard −ln(1−p)), `factor` (multiplies a hazard),
 * `share` (0–1 of a hazard that is paid back), `days`, `hours`, `bound` (of the score).
 */
export const RISK_PARAMETER_TABLE = {
  first_bad_experience: {
    value: 0.17,
    kind: 'probability',
    why: 'PwC, Future of Customer Experience (2018): 17 % leave after one bad experience',
  },
  several_bad_experiences: {
    value: 0.59,
    kind: 'probability',
    why: 'PwC (2018): 59 % leave after several; reached here at the third, unresolved',
  },

  sentiment_negative: { value: 1, kind: 'factor', why: 'The ordinary bad experience: the unit' },
  sentiment_mixed: {
    value: 0.6,
    kind: 'factor',
    why: 'Real praise stands beside the complaint',
  },
  sentiment_calm_complaint: {
    value: 0.7,
    kind: 'factor',
    why: 'A failure reported in flat words is still a failure; tone is a weak sign',
  },
  urgency_low: { value: 0.4, kind: 'factor', why: 'Taste and trifles: fine if unanswered for days' },
  urgency_normal: { value: 1, kind: 'factor', why: 'The unit' },
  urgency_high: { value: 1.5, kind: 'factor', why: 'The customer is blocked or loses money or time now' },
  urgency_high_by_rule: {
    value: 1.25,
    kind: 'factor',
    why: 'The guide calls every repeated contact, threat and stated leaving `high`; these count as reasons of their own',
  },
  urgency_critical: { value: 2, kind: 'factor', why: 'Harm has happened or is about to' },
  idea_or_small_talk: {
    value: 0.5,
    kind: 'factor',
    why: 'Intent `suggestion` or `other`: no remedy is expected, the relation is hardly touched',
  },
  repeat_second: {
    value: 0.09,
    kind: 'probability',
    why: 'Having to contact again is the largest part of customer effort, and effort breeds disloyalty (Dixon, Toman, DeLisi, The Effortless Experience, 2013)',
  },
  repeat_third: {
    value: 0.18,
    kind: 'probability',
    why: 'A third report, however calm, says that asking does not help here',
  },

  churn_explicit: {
    value: 0.6,
    kind: 'probability',
    why: 'They say they leave, or will unless …; some only test the price of staying',
  },
  churn_implicit: { value: 0.36, kind: 'probability', why: 'Loyalty is broken; words run ahead of deeds' },
  leaving_life_event: {
    value: 0.15,
    kind: 'probability',
    why: 'A death, a move away, a business that ends: they go, but seldom could we have kept them',
  },
  legal_step: {
    value: 0.5,
    kind: 'probability',
    why: 'A lawyer, court or regulator: the relation is already a dispute',
  },
  public_threat: {
    value: 0.16,
    kind: 'probability',
    why: 'Wants to be heard, which is also a wish to stay',
  },
  fraud: {
    value: 0.14,
    kind: 'probability',
    why: 'Victims of fraud on their account often move their money, even when refunded',
  },
  safety: { value: 0.18, kind: 'probability', why: 'Trust in the product itself is touched' },
  compensation_request: {
    value: 0.04,
    kind: 'probability',
    why: 'Asks beyond the remedy: still bargaining, so a small weight',
  },
  loud: {
    value: 0.03,
    kind: 'probability',
    why: 'Anger and insults alone: loud customers often stay; the cause is counted above',
  },

  notice_period_asked: {
    value: 0.36,
    kind: 'probability',
    why: 'Nobody asks for the way out without thinking of it; some only plan',
  },
  data_export_asked: {
    value: 0.33,
    kind: 'probability',
    why: 'The quiet leaver packs first; some only make a backup',
  },
  auto_renewal_off: {
    value: 0.45,
    kind: 'probability',
    why: 'A deed, not a word: the contract now ends by itself',
  },
  seats_reduced: {
    value: 0.25,
    kind: 'probability',
    why: 'Use shrinks; half of the seats or an unknown number counts as this, all of them doubles the hazard',
  },
  usage_dropped: {
    value: 0.2,
    kind: 'probability',
    why: 'Who uses it less needs it less; half of the use or an unknown part counts as this, all of it doubles the hazard',
  },
  payment_trouble: {
    value: 0.1,
    kind: 'probability',
    why: 'A card that fails or a late payment ends some contracts that nobody wanted to end; most are put right',
  },
  contract_ending: {
    value: 0.08,
    kind: 'probability',
    why: 'The moment of decision: most renew, but who wants to go goes then',
  },
  contract_near: {
    value: 45,
    kind: 'days',
    why: 'The end of a contract weighs from here on: a month of notice, and two weeks in which a talk still helps',
  },

  sla_missed: {
    value: 0.05,
    kind: 'probability',
    why: 'A promised time passed; waiting is a bad experience',
  },
  sla_late_hour: {
    value: 0.012,
    kind: 'probability',
    why: 'Each hour of lateness adds a little',
  },
  sla_late_hours_most: {
    value: 12,
    kind: 'hours',
    why: 'Twelve hours late weighs like one ordinary bad experience; nights and days off should not count for more',
  },

  worst_survey: {
    value: 0.25,
    kind: 'probability',
    why: 'The lowest score of a scale; falls linearly to nothing at its neutral point (CSAT 3.5, NPS 7, CES 4.5)',
  },

  solved: {
    value: 0.5,
    kind: 'share',
    why: 'Our own mark that it is solved: half, until the customer agrees',
  },
  thanked: {
    value: 0.75,
    kind: 'share',
    why: 'The customer says so; most of the harm is repaired (service recovery, Tax and Brown 1998)',
  },
  good_survey: {
    value: 0.5,
    kind: 'share',
    why: 'The highest score of a scale; linear from its neutral point',
  },
  goodwill: {
    value: 0.15,
    kind: 'share',
    why: 'Praise for something else: the relation lives, the old matter stays open',
  },
  undone: {
    value: 0.8,
    kind: 'share',
    why: 'Renewal switched on again, seats added, paid: the deed is gone, that they thought of it stays; in part for a part',
  },
  leaving_recovers: {
    value: 0.6,
    kind: 'factor',
    why: 'A stated leaving, a legal step or a quiet preparation is paid back less readily than a complaint',
  },

  half_life_experience: {
    value: 60,
    kind: 'days',
    why: 'A bad experience is half forgotten in two months',
  },
  half_life_leaving: {
    value: 45,
    kind: 'days',
    why: 'Who said they leave has left, or stayed, within a billing period or two',
  },
  half_life_waiting: { value: 30, kind: 'days', why: 'Late answers are forgotten before failures are' },

  experience_window: {
    value: 3,
    kind: 'hours',
    why: 'Messages about one matter within these hours are one experience, not several',
  },
  memory: {
    value: 90,
    kind: 'days',
    why: 'Earlier unresolved experiences within this time make the next one weigh more',
  },
  same_matter: {
    value: 45,
    kind: 'days',
    why: 'A report on the same topic or in the same conversation within this time is asking again',
  },
  steady_change: {
    value: 0.03,
    kind: 'bound',
    why: 'Smaller changes of the score in a week are called steady',
  },

  level_medium: { value: 0.2, kind: 'bound', why: 'More than one ordinary bad experience' },
  level_high: { value: 0.45, kind: 'bound', why: 'Nearly even odds: worth a person’s hour; flags open here' },
  level_critical: { value: 0.75, kind: 'bound', why: 'Three in four leave: today, by a senior' },
} as const satisfies Record<string, RiskParameterEntry>

type ParameterKind = 'probability' | 'factor' | 'share' | 'days' | 'hours' | 'bound'
type RiskParameterEntry = { value: number; kind: ParameterKind; why: string }

export type RiskParameterName = keyof typeof RISK_PARAMETER_TABLE
export type RiskParameters = Record<RiskParameterName, number>

export const RISK_PARAMETER_NAMES = Object.keys(RISK_PARAMETER_TABLE) as RiskParameterName[]

export const DEFAULT_RISK_PARAMETERS: RiskParameters = Object.fromEntries(
  RISK_PARAMETER_NAMES.map((name) => [name, RISK_PARAMETER_TABLE[name].value]),
) as RiskParameters
