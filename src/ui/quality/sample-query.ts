/** The address of a sample: its filters, so that it can be repeated and shared. */
import { z } from 'zod'
import { language, topic } from '../../domain/labels.ts'

export const PERIOD_DAYS = [7, 30, 90] as const
export const SAMPLE_SIZES = [5, 10, 20, 50] as const

const choice = <Values extends readonly number[]>(values: Values, fallback: Values[number]) =>
  z.coerce
    .number()
    .refine((value) => values.includes(value))
    .catch(fallback)
const optional = <Value extends z.ZodType>(value: Value) => value.optional().catch(undefined)

const query = z.object({
  seed: optional(z.string().trim().min(1).max(100)),
  agent: optional(z.string().trim().min(1).max(200)),
  language: optional(language),
  topic: optional(topic),
  days: choice(PERIOD_DAYS, 30),
  size: choice(SAMPLE_SIZES, 10),
})
export type SampleAddress = Omit<z.output<typeof query>, 'seed'> & { seed: string }

/** What cannot be read is left out. @param today `2026-08-02`: the seed where none is said, one sample a day for everybody */
export function readSampleAddress(given: Record<string, string>, today: string): SampleAddress {
  const { seed = today, ...rest } = query.parse(given)
  return { seed, ...rest }
}

export function sampleAddress({ seed, ...rest }: SampleAddress): string {
  const pairs = Object.entries(rest).filter(([, value]) => value !== undefined)
  return `/quality?${new URLSearchParams([['seed', seed], ...pairs.map(([key, value]) => [key, String(value)])])}`
}

/** `2026-08-02` → `2026-08-02 2` → `2026-08-02 3`. */
export function nextSeed(seed: string): string {
  const [, stem = seed, count = '1'] = /^(.*?)(?: (\d{1,6}))?$/.exec(seed) ?? []
  return `${stem.slice(0, 90)} ${Number(count) + 1}`
}
