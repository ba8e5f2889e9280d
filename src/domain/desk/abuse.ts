/**
 * Abuse of the people at the desk: how often a customer did it, what they were told, and which step comes next.
 * Each step is told before the one after it: nobody meets a consequence that was not announced.
 */
import { normalise } from '../text/normalise.ts'

/** The calm boundary; what happens if it goes on; a supervisor takes over. */
export const ABUSE_STEPS = ['boundary', 'consequence', 'supervisor'] as const
export type AbuseStep = (typeof ABUSE_STEPS)[number]

/** A boundary is forgotten, and begins anew, after this long without abuse in between. */
export const ABUSE_DAYS = 30
const ABUSE_MS = ABUSE_DAYS * 86_400_000

/** Repeated: this many occasions within {@link ABUSE_DAYS}. A burst of messages is one occasion. */
export const REPEATED_FROM = 2

export type AbusiveMessage = { id: string; turn_id: string; sent_at: string }
/** `step`: what the draft it came from was to tell; null: it was to tell nothing, or there was no draft. */
export type ReplyAfterAbuse = { sent_at: string; text: string; edited: boolean; step: AbuseStep | null }

/** What `GET /v1/conversations/{id}` says of the customer's abuse in the last thirty days, on every channel. */
export type AbuseSummary = {
  messages: number
  occasions: number
  repeated: boolean
  last_at: string | null
  /** The firmest step the customer was told, and when; null: no boundary is set. */
  told: AbuseStep | null
  told_at: string | null
  /** What the answer that is due now tells; null: there was no abuse since the customer was told. */
  due_step: AbuseStep | null
  /** What the answer to further abuse will tell. */
  next_step: AbuseStep
}

/** Words that only a boundary needs, in any of our languages; compared on normalised text. */
const BOUNDARY_WORDS = new RegExp(
  [
    'بدون توهین',
    'توهین[^.!؟]{0,40}(?:ادامه|تکرار)',
    '(?:دون|بلا|بدون) (?:ال)?اسا',
    '(?:استمر|تکرر|مع)[\\u0620-\\u06ff]* الاسا',
    'الاسا[^.!؟]{0,20}(?:استمر|تکرر)',
    'free of insults',
    '(?:without|stop|no more) (?:the )?(?:insults|abuse|abusive)',
    '(?:insults|abuse)[^.!?]{0,40}(?:continue|carried on|carry on|happen)',
    'while our colleagues are being insulted',
  ].join('|'),
)

/**
 * @param history messages by the customer that a machine or a person labelled `abusive`, and the replies to the
 *   customer; what is older than thirty days before `now`, or later, counts for nothing
 */
export function abuseSummary(
  history: { messages: readonly AbusiveMessage[]; replies: readonly ReplyAfterAbuse[] },
  now: string,
): AbuseSummary {
  const since = new Date(Date.parse(now) - ABUSE_MS).toISOString()
  const messages = history.messages
    .filter(({ sent_at }) => sent_at > since && sent_at <= now)
    .toSorted((one, other) => (one.sent_at < other.sent_at ? -1 : 1))
  const first = messages[0]?.sent_at
  const occasions = new Set(messages.map(({ turn_id }) => turn_id)).size
  const told = history.replies
    .filter(({ sent_at }) => first !== undefined && sent_at >= first && sent_at <= now)
    .flatMap((reply) => {
      const step = stepTold(reply)
      return step === null ? [] : [{ step, at: reply.sent_at }]
    })
    .reduce<{ step: AbuseStep; at: string } | null>(
      (firmest, each) => (firmest === null || firmness(each.step) >= firmness(firmest.step) ? each : firmest),
      null,
    )
  const last_at = messages.at(-1)?.sent_at ?? null
  const after = told === null ? 'boundary' : (ABUSE_STEPS[firmness(told.step) + 1] ?? 'supervisor')
  const isDue = last_at !== null && (told === null || last_at > told.at)
  return {
    messages: messages.length,
    occasions,
    repeated: occasions >= REPEATED_FROM,
    last_at,
    told: told?.step ?? null,
    told_at: told?.at ?? null,
    due_step: isDue ? after : null,
    next_step: isDue ? (ABUSE_STEPS[firmness(after) + 1] ?? 'supervisor') : after,
  }
}

const firmness = (step: AbuseStep) => ABUSE_STEPS.indexOf(step)

/** A draft sent as it was told its step; an edited one, or an agent's own words, only where a boundary is still in them. */
function stepTold({ text, edited, step }: ReplyAfterAbuse): AbuseStep | null {
  if (step !== null && !edited) return step
  return BOUNDARY_WORDS.test(normalise(text).text) ? (step ?? 'boundary') : null
}
