/** One reply and its scorecard: the thread, the draft, what was sent, its checks; to fill in, or as filled in. */
import type { Message } from '../../domain/message.ts'
import type { ReplyDraft, SentReply } from '../../domain/reply-record.ts'
import type { Review } from '../../domain/review.ts'
import { Button } from '../components/button.tsx'
import { Icon } from '../components/icon.tsx'
import { PageHead, Section } from '../components/section.tsx'
import { Ago, Words } from '../components/words.tsx'
import { wordDiff } from '../quality/word-diff.ts'
import type { View } from '../view.ts'
import { type Colleague, nameOf } from './quality.tsx'
import { ScorecardForm, type ScorecardValues, ScorecardView } from './quality-scorecard.tsx'

export type ReviewProps = {
  view: View
  messages: readonly Message[]
  replies: readonly SentReply[]
  reply: SentReply
  draft: ReplyDraft | null
  review: Review | null
  people: readonly Colleague[]
  /** A path of ours. */
  back: string
  may: 'review' | 'read' | 'own'
  /** The form once more, with what was missing. */
  given?: ScorecardValues
}

export function ReviewPage(props: ReviewProps) {
  const { view, reply, review, people, back, may, given } = props
  const { t } = view
  const name = nameOf(people, reply.author)
  return (
    <div class="quality">
      <PageHead
        title={t('quality.review_of', { name })}
        actions={<Button href={back}>{t('quality.back')}</Button>}
      >
        <p class="quiet">
          {t(`labels.channel_${reply.channel}`)} · <Ago view={view} at={reply.sent_at} />
        </p>
      </PageHead>
      <div class="review">
        <Thread {...props} />
        <div class="review-side">
          {review ? (
            <ScorecardView view={view} review={review} reviewer={nameOf(people, review.reviewer)} />
          ) : may === 'review' ? (
            <ScorecardForm view={view} replyId={reply.id} back={back} given={given} />
          ) : (
            <p class="notice">{t(may === 'own' ? 'quality.own_reply' : 'quality.not_reviewed')}</p>
          )}
        </div>
      </div>
    </div>
  )
}

type Entry = { id: string; at: string; message?: Message; reply?: SentReply }

function Thread(props: ReviewProps) {
  const { view, messages, replies, reply, people } = props
  const { t } = view
  const entries: Entry[] = [
    ...messages.map((message) => ({ id: message.id, at: message.sent_at, message })),
    ...replies.map((each) => ({ id: each.id, at: each.sent_at, reply: each })),
  ].sort((one, other) => (one.at === other.at ? (one.id < other.id ? -1 : 1) : one.at < other.at ? -1 : 1))
  return (
    <Section id="thread" title={t('quality.thread')}>
      <ol class="review-thread">
        {entries.map((entry) => {
          if (entry.reply?.id === reply.id) return <Reviewed key={entry.id} {...props} />
          const words = entry.message ?? entry.reply
          return (
            <li key={entry.id} class="review-entry" data-by={entry.message ? 'customer' : 'agent'}>
              <p class="quiet">
                {entry.reply ? <Words>{nameOf(people, entry.reply.author)}</Words> : t('quality.customer')} ·{' '}
                <Ago view={view} at={entry.at} />
              </p>
              <p class="review-words" dir="auto">
                {words?.text}
              </p>
            </li>
          )
        })}
      </ol>
    </Section>
  )
}

function Reviewed({ view, reply, draft, people }: ReviewProps) {
  const { t } = view
  const outcome = reply.outcome ?? 'none'
  return (
    <li class="review-entry" data-by="agent" data-reviewed="">
      <p class="quiet">
        <Words>{nameOf(people, reply.author)}</Words> · <Ago view={view} at={reply.sent_at} /> ·{' '}
        {t(`quality.outcome_${outcome}`)}
      </p>
      <h3>{t('quality.as_sent')}</h3>
      <p class="review-words" dir="auto">
        {reply.text}
      </p>
      {draft && draft.text !== reply.text ? (
        <details class="more">
          <summary>{t('quality.changes')}</summary>
          <p class="review-words" dir="auto">
            {wordDiff(draft.text, reply.text).map(({ kind, text }, index) =>
              kind === 'gone' ? (
                <del key={index}>{text}</del>
              ) : kind === 'new' ? (
                <ins key={index}>{text}</ins>
              ) : (
                <span key={index}>{text}</span>
              ),
            )}
          </p>
          <h3>{t('quality.as_drafted')}</h3>
          <p class="review-words" dir="auto">
            {draft.text}
          </p>
        </details>
      ) : null}
      <Checks view={view} checks={reply.checks} />
    </li>
  )
}

function Checks({ view: { t }, checks }: { view: View; checks: SentReply['checks'] }) {
  if (checks.length === 0) return <p class="quiet">{t('quality.no_checks')}</p>
  return (
    <>
      <h3>{t('quality.checks')}</h3>
      <ul class="review-checks">
        {checks.map(({ check, passed }) => (
          <li key={check} data-passed={passed ? '' : undefined}>
            <Icon name={passed ? 'check' : 'warning'} />
            {t(`reply.check_${check}`)}
            <span class="heard">: {t(passed ? 'quality.passed' : 'quality.failed')}</span>
          </li>
        ))}
      </ul>
    </>
  )
}
