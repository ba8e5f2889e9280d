import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  DEFAULT_RISK_PARAMETERS,
  RISK_PARAMETER_NAMES,
  RISK_PARAMETER_TABLE,
} from '../../../src/domain/risk/parameters.ts'

describe('parameters', () => {
  const page = readFileSync('docs/risk.md', 'utf8')

  it.each(RISK_PARAMETER_NAMES)('%s has a reason, a value in range, and its line in docs/risk.md', (name) => {
    const { value, kind, why } = RISK_PARAMETER_TABLE[name]
    expect(why.length).toBeGreaterThan(5)
    expect(value).toBeGreaterThan(0)
    if (kind === 'probability' || kind === 'share' || kind === 'bound') expect(value).toBeLessThan(1)
    expect(page).toContain(`| \`${name}\` | ${value} | ${kind} | ${why} |`)
    expect(DEFAULT_RISK_PARAMETERS[name]).toBe(value)
  })

  it('are ordered as their names promise', () => {
    const p = DEFAULT_RISK_PARAMETERS
    expect(p.several_bad_experiences).toBeGreaterThan(p.first_bad_experience)
    expect([p.urgency_low, p.urgency_normal, p.urgency_high, p.urgency_critical]).toEqual(
      [p.urgency_low, p.urgency_normal, p.urgency_high, p.urgency_critical].toSorted((a, b) => a - b),
    )
    expect(p.repeat_third).toBeGreaterThan(p.repeat_second)
    expect(p.level_critical).toBeGreaterThan(p.level_high)
    expect(p.level_high).toBeGreaterThan(p.level_medium)
    for (const strong of [p.churn_explicit, p.legal_step]) expect(strong).toBeGreaterThan(p.churn_implicit)
  })
})
