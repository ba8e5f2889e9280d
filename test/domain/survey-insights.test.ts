import { describe, expect, it } from 'vitest'
import { SURVEY_KINDS, type SurveyKind } from '../../src/domain/risk/risk.ts'
import { assessRisk } from '../../src/domain/risk/score.ts'
import { SURVEY_SCALES, surveyStanding } from '../../src/domain/risk/surveys.ts'
import { type AnsweredSurvey, surveyInsights } from '../../src/domain/survey-insights.ts'
import { day, history, says, survey } from './risk/history.ts'

const answered = (kind: SurveyKind, scores: number[], more: Partial<AnsweredSurvey> = {}) =>
  scores.map((score): AnsweredSurvey => ({ kind, score, language: 'fa', topics: ['billing'], ...more }))
const of = (kind: SurveyKind, surveys: AnsweredSurvey[]) =>
  surveyInsights(surveys).kinds.find((found) => found.kind === kind)

describe('surveyInsights', () => {
  it.each<[SurveyKind, number[], number, number, number, number]>([
    ['csat', [5, 4, 4, 3, 1], 3.4, 3, 1, 60],
    ['nps', [10, 9, 8, 7, 6, 0], 6.67, 2, 2, 0],
    ['nps', [10, 10, 9, 3], 8, 3, 1, 50],
    ['nps', [0, 6], 3, 0, 2, -100],
    ['ces', [7, 6, 5, 4, 3, 1], 4.33, 3, 2, 50],
  ])('%s %j', (kind, scores, mean, good, bad, score) => {
    expect(of(kind, answered(kind, scores))).toMatchObject({
      responses: scores.length,
      mean,
      good,
      bad,
      score,
    })
  })

  it('tells languages and topics apart, and what was about no conversation', () => {
    const found = of('csat', [
      ...answered('csat', [5, 5, 1]),
      ...answered('csat', [2], { language: 'ar', topics: ['billing', 'waiting'] }),
      ...answered('csat', [4], { language: null, topics: [] }),
      ...answered('nps', [10]),
    ])
    expect(found?.responses).toBe(5)
    expect(found?.by_language.map(({ language, responses, score }) => [language, responses, score])).toEqual([
      ['fa', 3, 66.7],
      ['ar', 1, 0],
      [null, 1, 100],
    ])
    expect(found?.by_topic.map(({ topic, responses, mean }) => [topic, responses, mean])).toEqual([
      ['billing', 4, 3.25],
      ['waiting', 1, 2],
    ])
    expect(found?.scores).toEqual([
      { score: 1, responses: 1 },
      { score: 2, responses: 1 },
      { score: 4, responses: 1 },
      { score: 5, responses: 2 },
    ])
  })

  it('shows a kind that nobody answered', () => {
    expect(surveyInsights([]).kinds.map(({ kind, responses, score }) => [kind, responses, score])).toEqual(
      SURVEY_KINDS.map((kind) => [kind, 0, null]),
    )
  })
})

describe('each scale in the risk of a customer', () => {
  it.each<[SurveyKind, number, 'weighs' | 'nothing' | 'pays back']>([
    ['csat', 1, 'weighs'],
    ['csat', 2, 'weighs'],
    ['csat', 3, 'weighs'],
    ['csat', 4, 'pays back'],
    ['csat', 5, 'pays back'],
    ['nps', 0, 'weighs'],
    ['nps', 6, 'weighs'],
    ['nps', 7, 'nothing'],
    ['nps', 8, 'pays back'],
    ['nps', 10, 'pays back'],
    ['ces', 1, 'weighs'],
    ['ces', 4, 'weighs'],
    ['ces', 5, 'pays back'],
    ['ces', 7, 'pays back'],
  ])('%s %i %s', (kind, score, effect) => {
    const complaint = says(0, 'The invoice is wrong')
    const score_of = (events: Parameters<typeof history>[0]) => assessRisk(history(events), day(2)).score
    const difference = score_of([complaint, survey(1, kind, score)]) - score_of([complaint])
    expect(difference > 0 ? 'weighs' : difference < 0 ? 'pays back' : 'nothing').toBe(effect)
    // About another conversation it pays nothing back here.
    const elsewhere = score_of([complaint, survey(1, kind, score, 'cnv_2')])
    if (effect === 'pays back') expect(elsewhere).toBe(score_of([complaint]))
    // About the company as a whole it does.
    const whole = score_of([complaint, survey(1, kind, score, null)]) - score_of([complaint])
    expect(Math.sign(whole)).toBe(Math.sign(difference))
  })

  it.each(SURVEY_KINDS)('%s: a better score never stands lower, and the ends are −1 and 1', (kind) => {
    const { least, most } = SURVEY_SCALES[kind]
    const all = Array.from({ length: most - least + 1 }, (_, index) =>
      surveyStanding({ survey: kind, score: least + index }),
    )
    expect(all).toEqual(all.toSorted((one, other) => one - other))
    expect([all[0], all.at(-1)]).toEqual([-1, 1])
  })
})
