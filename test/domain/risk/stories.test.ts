/** The sixty stories: does the score separate those at risk as an experienced supervisor does? */
import { describe, expect, it } from 'vitest'
import { labelledByModel } from '../../../bench/risk-stories.ts'
import { LANGUAGES } from '../../../src/domain/labels.ts'
import { explainAction, explainContribution } from '../../../src/domain/risk/explain.ts'
import { judge, separationOf } from '../../fixtures/stories/measure-stories.ts'
import { HALVES, readStories } from '../../fixtures/stories/read-stories.ts'

const stories = readStories()
const ofHalf = (half: (typeof HALVES)[number]) => stories.filter((story) => story.half === half)

describe('the stories', () => {
  it('are twenty in each language, half of them at risk, in both halves alike', () => {
    for (const language of LANGUAGES)
      for (const half of HALVES) {
        const some = ofHalf(half).filter((story) => story.language === language)
        expect(some).toHaveLength(10)
        expect(some.filter(({ supervisor }) => supervisor.at_risk)).toHaveLength(5)
      }
    expect(new Set(stories.map(({ id }) => id)).size).toBe(60)
  })

  it.each(stories.map((story) => [story.id, story] as const))('%s ends after its last event', (_, story) => {
    for (const event of story.history.events) {
      const at =
        event.kind === 'message' ? event.sent_at : event.kind === 'sla_miss' ? event.due_at : event.at
      expect(Date.parse(at)).toBeLessThan(Date.parse(story.ends))
    }
  })
})

describe('with labels by hand', () => {
  const judged = stories.map(judge)

  it.each(HALVES)('separates the %s half and meets the level', (half) => {
    const { auc, withinOneStep } = separationOf(judged.filter(({ story }) => story.half === half))
    expect(auc).toBeGreaterThanOrEqual(0.95)
    expect(withinOneStep).toBeGreaterThanOrEqual(0.9)
  })

  it.each(LANGUAGES)('separates those in %s', (language) => {
    const { auc, withinOneStep } = separationOf(judged.filter(({ story }) => story.language === language))
    expect(auc).toBeGreaterThanOrEqual(0.95)
    expect(withinOneStep).toBeGreaterThanOrEqual(0.9)
  })

  it('raises no flag for anybody whom the supervisor would leave in peace', () => {
    const disturbed = judged.filter(({ story, flagged }) => flagged && !story.supervisor.at_risk)
    expect(disturbed.map(({ story }) => story.id)).toEqual([])
  })

  it.each(judged.map((each) => [each.story.id, each] as const))(
    '%s: every point has a sentence in its own language',
    (_, { story, risk }) => {
      for (const contribution of risk.contributions)
        expect(explainContribution(contribution, story.language)).toMatch(/\S/)
      expect(explainAction(risk.next_best_action, story.language)).toMatch(/\S/)
    },
  )
})

describe('with labels by the local model', () => {
  it('still separates them and meets the level', async () => {
    const { auc, withinOneStep } = separationOf((await labelledByModel(stories)).map(judge))
    expect(auc).toBeGreaterThanOrEqual(0.92)
    expect(withinOneStep).toBeGreaterThanOrEqual(0.9)
  }, 120_000)
})

describe('single stories', () => {
  const actionOf = (id: string) => {
    const story = stories.find((one) => one.id === id)
    if (!story) throw new Error(`no story ${id}`)
    return judge(story).risk.next_best_action
  }

  it.each([
    ['en-04', 'close_with_care'],
    ['fa-13', 'close_with_care'],
    ['ar-14', 'close_with_care'],
    ['fa-11', 'protect_customer_now'],
    ['en-07', 'protect_customer_now'],
    ['ar-01', 'involve_legal_and_call'],
    ['en-08', 'confirm_recovery'],
    ['fa-08', 'retention_call'],
    ['fa-01', 'account_review_call'],
    ['fa-06', 'fix_root_cause_with_owner'],
    ['ar-20', 'none'],
  ])('%s asks for %s', (id, action) => {
    expect(actionOf(id)).toBe(action)
  })
})
