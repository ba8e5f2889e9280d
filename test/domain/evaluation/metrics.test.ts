import { describe, expect, it } from 'vitest'
import {
  accuracyOfSurest,
  confusionOf,
  expectedCalibrationError,
  macroF1,
  reliabilityBins,
  setF1,
} from '../../../src/domain/evaluation/metrics.ts'

describe('metrics, by hand', () => {
  it.each([
    { name: 'all right', gold: ['a', 'b'], predicted: ['a', 'b'], f1: 1 },
    // a: 1 hit, 1 miss, 0 false → 2/3; b: 1 hit, 0 miss, 1 false → 2/3
    { name: 'one wrong', gold: ['a', 'a', 'b'], predicted: ['a', 'b', 'b'], f1: 2 / 3 },
    { name: 'a label never in the gold does not count', gold: ['a', 'a'], predicted: ['a', 'c'], f1: 2 / 3 },
  ])('macro-F1: $name', ({ gold, predicted, f1 }) => {
    expect(macroF1(gold, predicted, ['a', 'b', 'c'])).toBeCloseTo(f1)
  })

  it('micro-F1 of sets counts labels over all rows', () => {
    // 2 hits, 3 gold, 4 claimed
    expect(
      setF1(
        [['billing', 'waiting'], ['other']],
        [
          ['billing', 'technical'],
          ['other', 'waiting'],
        ],
      ),
    ).toBeCloseTo(4 / 7)
  })

  it('calibration error is the gap between confidence and accuracy', () => {
    expect(expectedCalibrationError([0.9, 0.9, 0.9, 0.9], [true, true, true, false])).toBeCloseTo(0.15)
    expect(reliabilityBins([0.05, 1], [false, true])).toEqual([
      { confidence: 0.05, accuracy: 0, count: 1 },
      { confidence: 1, accuracy: 1, count: 1 },
    ])
  })

  it('the surest rows are those of highest confidence', () => {
    expect(accuracyOfSurest([0.2, 0.9, 0.8, 0.5], [false, true, true, false], 0.5)).toBe(1)
  })

  it('confusion has gold in rows', () => {
    expect(confusionOf(['a', 'a', 'b'], ['b', 'a', 'b'], ['a', 'b']).counts).toEqual([
      [1, 1],
      [0, 1],
    ])
  })
})
