/** The store on one SQLite file. */
import type { Identity } from '../../actions/identity-port.ts'
import type { NewId } from '../../actions/ports.ts'
import type { Store } from '../../actions/store-port.ts'
import type { DeskRules } from '../../domain/desk-rules.ts'
import { accountEventStore } from './account-events.ts'
import { acknowledgementStore } from './acknowledgements.ts'
import { articleStore } from './articles.ts'
import { type StoreContext, telling } from './context.ts'
import { conversationChanges } from './conversation-changes.ts'
import { conversationReads } from './conversations.ts'
import { customerStore } from './customers.ts'
import { openDatabase } from './database.ts'
import { erasureStore } from './erasure.ts'
import { eventStore } from './events.ts'
import { flagStore } from './flags.ts'
import { idempotencyStore } from './idempotency.ts'
import type { IdentitySettings } from './identity.ts'
import { deskWork } from './insights/desk-work.ts'
import { judgedMessages } from './insights/judged.ts'
import { messageCounts } from './insights/message-counts.ts'
import { jobStore } from './jobs.ts'
import { keyStore } from './keys.ts'
import { logStore } from './logs.ts'
import { messageStore } from './messages.ts'
import { pastAnswerStore } from './past-answers.ts'
import { peopleStore } from './people.ts'
import { replyStore } from './replies.ts'
import { reviewStore } from './reviews.ts'
import { riskMovementStore } from './risk-movements.ts'
import { riskOutcomeStore } from './risk-outcomes.ts'
import { searchableTextStore } from './searchable-texts.ts'
import { surveyStore } from './surveys.ts'
import { triageStore } from './triages.ts'
import { viewStore } from './views.ts'

export type StoreOptions = {
  newId: NewId
  rules: DeskRules
  /** Called after each write through this store that added events; must not throw. */
  onEvents?: () => void
}

/** On Node the database also keeps the sessions of people. */
export type DeskStore = Store & { openIdentity: (settings: IdentitySettings) => Promise<Identity> }

/**
 * @param file path of the database file; its folder is made, migrations are applied
 * @throws {DeljooError} `unavailable` when it cannot be opened for writing; as every method may, and `overloaded` when it is busy
 */
export function openStore(file: string, { newId, rules, onEvents = () => {} }: StoreOptions): DeskStore {
  const context: StoreContext = { ...telling(openDatabase(file), onEvents), newId, rules }
  return {
    ...messageStore(context),
    ...jobStore(context),
    ...triageStore(context),
    ...viewStore(context),
    ...flagStore(context),
    ...riskMovementStore(context),
    ...riskOutcomeStore(context),
    ...conversationReads(context),
    ...conversationChanges(context),
    ...replyStore(context),
    ...reviewStore(context),
    ...acknowledgementStore(context),
    ...articleStore(context),
    ...pastAnswerStore(context),
    ...surveyStore(context),
    ...accountEventStore(context),
    ...searchableTextStore(context),
    ...customerStore(context),
    ...erasureStore(context),
    ...keyStore(context),
    ...peopleStore(context),
    ...idempotencyStore(context),
    ...eventStore(context),
    ...logStore(context),
    ...messageCounts(context),
    ...deskWork(context),
    ...judgedMessages(context),
    async openIdentity(settings) {
      // Loaded when it is needed: its library takes longer to load than everything else in the store.
      return (await import('./identity.ts')).createIdentity(context, settings)
    },
  }
}
