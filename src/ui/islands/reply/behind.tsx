/** What the answer rests on: the playbook (who, by when, what may be offered), the draft's steps, sources and articles. */
import type { Signal, Urgency } from '../../../domain/labels.ts'
import type { ReplyGuide } from '../../../domain/reply/guide.ts'
import type { ReplyDraft } from '../../../domain/reply-record.ts'
import { useStore } from '../../client/store.ts'
import { Button } from '../../components/button.tsx'
import { Code, Words } from '../../components/words.tsx'
import { currentOf } from '../../reply/shapes.ts'
import { momentWords, remedyWords } from '../../reply/words.ts'
import type { ReplyDesk } from './reply-desk.ts'
import { caretOf, pointAt } from './ways.ts'

type Field = { current: HTMLTextAreaElement | null }
type Inside = { desk: ReplyDesk; insert: (words: string) => void }

export function Behind({ desk, field }: { desk: ReplyDesk; field: Field }) {
  const { t } = desk.view
  const state = useStore(desk.store)
  const { guide } = state
  const { draft } = currentOf(state)
  const insert = (words: string) => {
    const caret = desk.insert(words, caretOf(field.current))
    // The text comes into the field with the next paint.
    requestAnimationFrame(() => pointAt(field.current, { start: caret, end: caret }))
  }
  return (
    <div class="behind">
      {draft && draft.suggestions.length > 0 ? <Articles desk={desk} insert={insert} draft={draft} /> : null}
      {guide ? (
        <details>
          <summary>
            {t('reply.guide')} <bdi class="quiet">{guide.problem}</bdi>
          </summary>
          <Guide desk={desk} insert={insert} guide={guide} />
        </details>
      ) : null}
      {draft ? (
        <details>
          <summary>{t('reply.made_from')}</summary>
          <MadeFrom desk={desk} draft={draft} />
        </details>
      ) : null}
    </div>
  )
}

function Guide({ desk, insert, guide }: Inside & { guide: ReplyGuide }) {
  const { t, format } = desk.view
  const { owner, due_at, steps, remedies, offers, escalate } = guide
  return (
    <div class="guide">
      <ol>
        {steps.map((step) => (
          <li key={step} dir="auto">
            {step}
          </li>
        ))}
      </ol>
      <dl class="guide-facts">
        <dt>{t('reply.who')}</dt>
        <dd>
          <Words>{owner}</Words>
        </dd>
        <dt>{t('reply.by_when')}</dt>
        <dd>
          <time datetime={due_at}>{momentWords(desk.view, due_at)}</time>
        </dd>
        {remedies.length > 0 ? (
          <>
            <dt>{t('reply.remedies')}</dt>
            <dd>{format.list(remedies.map((remedy) => remedyWords(t, remedy)))}</dd>
          </>
        ) : null}
        <dt>{t('reply.hand_over_to')}</dt>
        <dd>
          <Words>{escalate.to}</Words>
          {': '}
          {format.list(escalate.when.map((reason) => whenWords(desk, reason)))}
        </dd>
      </dl>
      {offers.length > 0 ? (
        <ul class="offers" aria-label={t('reply.offers')}>
          {offers.map(({ id, text, words, may_offer, approved_by }) => (
            <li key={id}>
              <span dir="auto">{text}</span>
              {may_offer ? (
                <Button kind="quiet" type="button" onClick={() => insert(words)}>
                  {t('reply.insert')}
                </Button>
              ) : (
                <span class="quiet">
                  {approved_by === 'supervisor' ? t('reply.ask_supervisor') : t('reply.not_here')}
                </span>
              )}
            </li>
          ))}
        </ul>
      ) : (
        <p class="quiet">{t('reply.no_offers')}</p>
      )}
    </div>
  )
}

const URGENCIES: readonly string[] = ['low', 'normal', 'high', 'critical'] satisfies Urgency[]

function whenWords({ view: { t } }: ReplyDesk, reason: string): string {
  if (reason === 'promise_missed') return t('reply.when_promise_missed')
  if (reason === 'always') return t('reply.when_always')
  return URGENCIES.includes(reason)
    ? t(`labels.urgency_${reason as Urgency}`)
    : t(`labels.signal_${reason as Signal}`)
}

function Articles({ desk, insert, draft }: Inside & { draft: ReplyDraft }) {
  const { t } = desk.view
  return (
    <section class="articles" aria-label={t('reply.articles')}>
      <h3>{t('reply.articles')}</h3>
      <ul>
        {draft.suggestions.map(({ article_id, title, answer, url }) => (
          <li key={article_id}>
            <details>
              <summary dir="auto">{title}</summary>
              {answer ? <p dir="auto">{answer}</p> : <p class="quiet">{t('reply.article_for_agents')}</p>}
              {url ? (
                <a href={url} target="_blank" rel="noopener noreferrer">
                  {t('reply.open_article')}
                </a>
              ) : null}
            </details>
            {answer ? (
              <Button kind="quiet" type="button" onClick={() => insert(answer)}>
                {t('reply.insert_article')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  )
}

function MadeFrom({ desk, draft }: { desk: ReplyDesk; draft: ReplyDraft }) {
  const { t } = desk.view
  const { steps, citations, source, made_from } = draft
  return (
    <div class="made-from">
      <p class="quiet">
        {source === 'llm' ? t('reply.by_llm') : t('reply.by_playbook')}
        {made_from.llm ? (
          <>
            {' '}
            <Code>{made_from.llm.model}</Code>
          </>
        ) : null}
      </p>
      <dl class="steps">
        {steps.map(({ step, text }, index) => (
          <div key={`${step} ${index}`}>
            <dt>{t(`reply.step_${step}`)}</dt>
            <dd dir="auto" lang={draft.language}>
              {text}
            </dd>
          </div>
        ))}
      </dl>
      <h3>{t('reply.sources')}</h3>
      <ul class="sources">
        {citations.map((citation) =>
          'file' in citation ? (
            <li key={`${citation.file} ${citation.place}`}>
              <Code>{`${citation.file} · ${citation.place}`}</Code>
            </li>
          ) : (
            <li key={citation.article_id}>
              {citation.url ? (
                <a href={citation.url} target="_blank" rel="noopener noreferrer">
                  <Words>{citation.title}</Words>
                </a>
              ) : (
                <Words>{citation.title}</Words>
              )}
            </li>
          ),
        )}
      </ul>
    </div>
  )
}
