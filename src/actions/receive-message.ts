/** Takes one message in: on disk with its job first, then triaged and assessed while the sender waits. */
import type { Acknowledgement } from '../domain/acknowledgement.ts'
import { type Actor, ensureAllowed } from '../domain/actor.ts'
import type { Conversation } from '../domain/conversation.ts'
import type { Customer } from '../domain/customer.ts'
import { DeljooError } from '../domain/errors.ts'
import type { LeasedJob } from '../domain/job.ts'
import type { Message, MessageIntake } from '../domain/message.ts'
import type { Flag } from '../domain/risk/flag.ts'
import { assessRiskNow } from './assess-risk.ts'
import { type Dependencies, isoNow, leaseFrom } from './dependencies.ts'
import { readMessage } from './read-message.ts'
import { failAttempt } from './run-jobs.ts'
import { triageMessage } from './triage-message.ts'

/** The answer of `POST /v1/messages`. */
export type ReceivedMessage = {
  message: Message
  /** `acknowledgement`: to be sent now because the answer has to wait; null: none. */
  conversation: Conversation & { acknowledgement: Acknowledgement | null }
  customer: Customer
  flag: Flag | null
}

export type ReceiveOutcome = ReceivedMessage & {
  /** The `external_id` came before: this is the first message, as it stands now. */
  seen_before: boolean
  /** Triage still to come: asked for `async`, or the model has no room just now. 202 rather than 201. */
  pending: boolean
}

/**
 * @param options.async answer as soon as the message is stored
 * @param options.onceKey the request's `Idempotency-Key`: stored with the message, so that a repeat after a
 *   crash between storing and answering still finds it
 * @param options.signal the client went away: what is stored is finished by the job loop
 * @throws {DeljooError} `forbidden`; `conflict` when the `external_id` belongs to another text
 */
export async function receiveMessage(
  dependencies: Dependencies,
  actor: Actor,
  intake: MessageIntake,
  options: {
    async?: boolean | undefined
    signal?: AbortSignal | undefined
    onceKey?: string | undefined
  } = {},
): Promise<ReceiveOutcome> {
  ensureAllowed(actor, 'receive_messages')
  const { store, clock, wakeJobs } = dependencies
  const [accepted] = await store.acceptMessages([intake], {
    now: isoNow(clock),
    lane: 'interactive',
    lease: options.async ? null : leaseFrom(dependencies),
    // Keys are each caller's own.
    once_key: options.onceKey === undefined ? null : `${actor.id} ${options.onceKey}`,
  })
  if (!accepted || accepted.kind === 'conflict') {
    throw new DeljooError('conflict', 'This external_id already belongs to another message', {
      issues: [{ path: 'external_id', message: 'was sent before with another text or channel' }],
    })
  }
  if (accepted.kind === 'accepted') {
    if (options.async) wakeJobs()
    else if (accepted.job) await finishInline(dependencies, accepted.job, options.signal)
  }
  const answer = await readMessage(dependencies, actor, accepted.message_id)
  return { ...answer, seen_before: accepted.kind === 'seen_before', pending: answer.message.triage === null }
}

/** An unexpected error only puts the work off: the message is stored, so its sender must not send it again. */
async function finishInline(
  dependencies: Dependencies,
  job: LeasedJob,
  signal: AbortSignal | undefined,
): Promise<void> {
  try {
    const triaged = await triageMessage(dependencies, job, { lane: 'interactive', signal })
    if (triaged.kind === 'recorded') await assessRiskNow(dependencies, triaged.customer_id)
  } catch (error) {
    await failAttempt(dependencies, job, error)
    dependencies.wakeJobs()
  }
}
