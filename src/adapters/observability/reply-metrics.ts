/** Figures of reply drafts. Labels come from closed lists; no word of a customer or a draft is among them. */
import { Counter, Histogram, type Registry } from 'prom-client'
import type { ReplyWriter, ReplyWriterOutcome } from '../../actions/reply-writer-port.ts'
import type { ReplyCheck } from '../../domain/reply/draft.ts'
import type { ReplyDraft } from '../../domain/reply-record.ts'

/** Seconds: from a refusal of our own circuit to the longest conversation the settings allow. */
const WRITER_BUCKETS = [0.05, 0.25, 0.5, 1, 2, 3, 4, 6, 8, 12, 20, 40, 80, 120]

export function replyFigures(registers: Registry[]) {
  const drafts = new Counter({
    name: 'deljoo_reply_drafts_total',
    help: 'Drafts made, by who wrote them and in which language',
    labelNames: ['source', 'language'] as const,
    registers,
  })
  const outcomes = new Counter({
    name: 'deljoo_reply_draft_outcomes_total',
    help: 'What became of drafts: sent as they were, edited, discarded',
    labelNames: ['source', 'outcome'] as const,
    registers,
  })
  const failedChecks = new Counter({
    name: 'deljoo_reply_checks_failed_total',
    help: 'Checks that failed, also on texts of the LLM that were not shown',
    labelNames: ['source', 'check'] as const,
    registers,
  })
  const durations = new Histogram({
    name: 'deljoo_reply_llm_duration_seconds',
    help: 'Time the LLM took for a draft, repair included; `written` or why not',
    labelNames: ['outcome'] as const,
    buckets: WRITER_BUCKETS,
    registers,
  })
  const repairs = new Counter({
    name: 'deljoo_reply_llm_repairs_total',
    help: 'Drafts of the LLM that had to be written a second time',
    registers,
  })
  const fallbacks = new Counter({
    name: 'deljoo_reply_fallbacks_total',
    help: 'Times the playbook wrote although the LLM was asked, by reason',
    labelNames: ['reason'] as const,
    registers,
  })
  const cost = new Counter({
    name: 'deljoo_reply_llm_cost_usd_total',
    help: 'Spent on drafts by this process, in US dollars; not part of deljoo_llm_cost_usd_total',
    registers,
  })
  return {
    observeDraft: ({ source, language }: Pick<ReplyDraft, 'source' | 'language'>) =>
      drafts.inc({ source, language }),
    observeDraftOutcome({ source, outcome }: Pick<ReplyDraft, 'source' | 'outcome'>) {
      if (outcome !== null) outcomes.inc({ source, outcome })
    },
    observeCheck(source: ReplyDraft['source'], { check, passed }: ReplyCheck) {
      if (!passed) failedChecks.inc({ source, check })
    },
    observeRepair: () => repairs.inc(),
    observeWriting(outcome: ReplyWriterOutcome, seconds: number) {
      durations.observe({ outcome: outcome.ok ? 'written' : outcome.failure }, seconds)
      if (outcome.costUsd > 0) cost.inc(outcome.costUsd)
      // Whoever left wants no playbook either.
      if (!outcome.ok && outcome.failure !== 'abandoned') fallbacks.inc({ reason: outcome.failure })
    },
  }
}

type Observe = Pick<ReturnType<typeof replyFigures>, 'observeWriting' | 'observeRepair'>

/** The writer of replies, with every call counted, timed and added up. */
export function countReplies(writer: ReplyWriter, { observeWriting, observeRepair }: Observe): ReplyWriter {
  return {
    model: writer.model,
    async write(request) {
      const startedAt = performance.now()
      const outcome = await writer.write({
        ...request,
        onRepair(problems) {
          observeRepair()
          request.onRepair?.(problems)
        },
      })
      observeWriting(outcome, (performance.now() - startedAt) / 1_000)
      return outcome
    },
  }
}
