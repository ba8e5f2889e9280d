/** What the agent has to know before going on: said in a line each, above the text. */
import type { AbuseStep } from '../../../domain/desk/abuse.ts'
import { useStore } from '../../client/store.ts'
import { Icon } from '../../components/icon.tsx'
import { Ago } from '../../components/words.tsx'
import { type Colleague, currentOf } from '../../reply/shapes.ts'
import type { ReplyDesk } from './reply-desk.ts'

const ABUSE_STEPS: readonly AbuseStep[] = ['boundary', 'consequence', 'supervisor']

export const nameIn = (people: readonly Colleague[], id: string, otherwise: string) =>
  people.find((person) => person.id === id)?.name ?? otherwise

export function News({ desk, people }: { desk: ReplyDesk; people: readonly Colleague[] }) {
  const { view } = desk
  const { t } = view
  const state = useStore(desk.store)
  const { answered, also_writing, wrote_again, fallback, unsent } = state
  const step = currentOf(state).draft?.made_from.abuse_step
  const nobody = t('reply.a_colleague')
  return (
    <ul class="composer-news">
      {answered ? (
        <li data-tone="notice">
          <Icon name="warning" />
          <span>
            {t('reply.answered_meanwhile', { name: nameIn(people, answered.author, nobody) })}{' '}
            <Ago view={view} at={answered.sent_at} />
          </span>
        </li>
      ) : also_writing !== null ? (
        <li data-tone="notice">
          <Icon name="person" />
          <span>{t('reply.also_writing', { name: nameIn(people, also_writing, nobody) })}</span>
        </li>
      ) : null}
      {wrote_again ? (
        <li data-tone="notice">
          <Icon name="inbox" />
          <span>{t('reply.wrote_again')}</span>
        </li>
      ) : null}
      {step ? (
        <li>
          <Icon name="flag" />
          <span>
            <b>{t('reply.abuse_step', { number: ABUSE_STEPS.indexOf(step) + 1, of: ABUSE_STEPS.length })}</b>{' '}
            {t(`reply.abuse_${step}`)}
          </span>
        </li>
      ) : null}
      {fallback ? (
        <li>
          <Icon name="playground" />
          <span>
            {t('reply.fallback')} {t(`reply.because_${fallback}`)}
          </span>
        </li>
      ) : null}
      {unsent ? (
        <li data-tone="alarm">
          <Icon name="warning" />
          <span>{t('reply.unsent')}</span>
        </li>
      ) : null}
    </ul>
  )
}
