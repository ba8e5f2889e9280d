/** Playbooks, tone and what may be offered, as the files say. Read only; one language at a time, searchable. */
import { LANGUAGES, type Language } from '../../domain/labels.ts'
import type { Brand } from '../../domain/reply/playbook.ts'
import { Button } from '../components/button.tsx'
import { Field, Select } from '../components/field.tsx'
import { Section } from '../components/section.tsx'
import { EmptyState } from '../components/states.tsx'
import { Code } from '../components/words.tsx'
import { directionOf } from '../languages.ts'
import { matches, type ShownOffer, type ShownSituation, toneTexts } from '../settings/playbook-search.ts'
import type { View } from '../view.ts'
import { SettingsFrame } from './settings.tsx'

export type PlaybookSettingsProps = {
  view: View
  query: string
  language: Language
  situations: readonly ShownSituation[]
  offers: readonly ShownOffer[]
  /** Null: this deployment has no playbooks. */
  brand: Brand | null
}

export function PlaybookSettingsPage(props: PlaybookSettingsProps) {
  const { view, query, language, situations, offers, brand } = props
  const { t } = view
  if (brand === null)
    return (
      <SettingsFrame view={view} section="playbooks">
        <EmptyState
          icon="settings"
          title={t('settings.no_playbooks_title')}
          text={t('settings.no_playbooks_text')}
        />
      </SettingsFrame>
    )
  return (
    <SettingsFrame view={view} section="playbooks">
      <form class="filters" method="get" action="/settings/playbooks" aria-label={t('settings.search')}>
        <Field name="q" type="search" label={t('settings.search')} value={query} maxlength={200} dir="auto" />
        <Select
          name="lang"
          label={t('settings.playbook_language')}
          value={language}
          choices={LANGUAGES.map((value) => ({ value, label: t(`labels.language_${value}`) }))}
        />
        <Button>{t('settings.search_do')}</Button>
      </form>
      {matches(query, toneTexts(brand, language)) ? (
        <Tone view={view} brand={brand} language={language} />
      ) : null}
      <Offers {...props} offers={offers} />
      <Section
        id="situations"
        title={t('settings.situations', { count: situations.length })}
        text={t('settings.playbooks_text')}
      >
        {situations.length === 0 ? (
          <p class="quiet">{t('settings.nothing_found')}</p>
        ) : (
          <div class="playbooks">
            {situations.map((situation) => (
              <Situation key={situation.id} view={view} language={language} {...situation} />
            ))}
          </div>
        )}
      </Section>
    </SettingsFrame>
  )
}

function Situation({ view, language, ...shown }: ShownSituation & { view: View; language: Language }) {
  const { t } = view
  const { id, problem, steps, acknowledge, action, owner, promise, remedies } = shown
  return (
    <details class="playbook">
      <summary>
        <bdi lang={language}>{problem}</bdi> <Code>{id}</Code>
      </summary>
      <dl class="setup">
        <div>
          <dt>{t('settings.playbook_owner')}</dt>
          <dd>{owner === null ? t('settings.owner_of_topic') : <bdi lang={language}>{owner}</bdi>}</dd>
        </div>
        <div>
          <dt>{t('settings.playbook_promise')}</dt>
          <dd>
            {t(`settings.clock_${promise.clock}`, { time: durationWords(view, promise.within) })}
            {promise.urgent
              ? ` · ${t('settings.promise_urgent', { time: durationWords(view, promise.urgent) })}`
              : null}
          </dd>
        </div>
        {remedies.length > 0 ? (
          <div>
            <dt>{t('settings.playbook_remedies')}</dt>
            <dd>
              {remedies.map((remedy) => (
                <>
                  <Code>{remedy}</Code>{' '}
                </>
              ))}
            </dd>
          </div>
        ) : null}
      </dl>
      <Texts title={t('settings.playbook_steps')} language={language} texts={steps} ordered />
      <Texts title={t('settings.playbook_acknowledge')} language={language} texts={acknowledge} />
      <Texts title={t('settings.playbook_action')} language={language} texts={action} />
    </details>
  )
}

const UNIT_MS = { m: 60_000, h: 3_600_000, d: 86_400_000 }

/** `15m`, `4h`, `3d` as people say it. */
function durationWords({ format }: View, written: string): string {
  const unit = UNIT_MS[written.slice(-1) as keyof typeof UNIT_MS] ?? 0
  return format.duration(Number(written.slice(0, -1)) * unit, 2)
}

function Texts({
  title = null,
  language,
  texts,
  ordered = false,
}: {
  title?: string | null
  language: Language
  texts: readonly string[]
  ordered?: boolean
}) {
  // Not `auto`: a sentence may begin with the name of a place to fill, as in `{owner}`.
  const spoken = { lang: language, dir: directionOf(language) }
  const items = texts.map((text) => <li key={text}>{text}</li>)
  return (
    <>
      {title === null ? null : <h3>{title}</h3>}
      {ordered ? <ol {...spoken}>{items}</ol> : <ul {...spoken}>{items}</ul>}
    </>
  )
}

function Offers({ view, language, offers }: PlaybookSettingsProps) {
  const { t } = view
  return (
    <Section id="offers" title={t('settings.offers')} text={t('settings.offers_text')}>
      {offers.length === 0 ? <p class="quiet">{t('settings.nothing_found')}</p> : null}
      {offers.map(({ id, approved_by, texts }) => (
        <div key={id} class="offer">
          <p>
            <Code>{id}</Code> · <span class="quiet">{t(`settings.approved_${approved_by}`)}</span>
          </p>
          {texts.map((text) => (
            <p key={text} lang={language} dir="auto">
              {text}
            </p>
          ))}
        </div>
      ))}
    </Section>
  )
}

function Tone({ view: { t }, brand, language }: { view: View; brand: Brand; language: Language }) {
  return (
    <Section id="tone" title={t('settings.tone')} text={t('settings.tone_text')}>
      <Texts
        title={t('settings.principles')}
        language={language}
        texts={brand.principles[language]}
        ordered
      />
      <dl class="setup">
        {(['formal', 'warm'] as const).map((register) => (
          <div key={register}>
            <dt>{t(`settings.tone_${register}`)}</dt>
            <dd lang={language} dir="auto">
              {brand.tone[register][language]}
            </dd>
          </div>
        ))}
      </dl>
      <details class="more">
        <summary>{t('settings.hollow')}</summary>
        <Texts language={language} texts={brand.hollow_phrases[language]} />
      </details>
    </Section>
  )
}
