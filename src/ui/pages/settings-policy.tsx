/** From which confidence an answer counts as sure, and what another bar would have changed. Read only. */
import type { PolicyEffect, PolicyPreview } from '../../domain/insights/policy-preview.ts'
import type { PolicyThresholds } from '../../domain/triage/manifest.ts'
import { MISSED_URGENCY_BAR, type PolicySettings } from '../../domain/triage/policy.ts'
import { Button } from '../components/button.tsx'
import { Field, Select } from '../components/field.tsx'
import { Section } from '../components/section.tsx'
import { EmptyState } from '../components/states.tsx'
import { Table } from '../components/table.tsx'
import { PREVIEW_SIZES, type PreviewAddress } from '../settings/preview-address.ts'
import type { View } from '../view.ts'
import { SettingsFrame } from './settings.tsx'

export type PolicySettingsProps = {
  view: View
  /** As they stand, the operator's applied. Null: no model is loaded. */
  current: PolicyThresholds | null
  settings: PolicySettings
  address: PreviewAddress
  preview: PolicyPreview | null
}

export function PolicySettingsPage(props: PolicySettingsProps) {
  const { view, current, preview } = props
  const { t } = view
  return (
    <SettingsFrame view={view} section="policy">
      {current && preview ? (
        <>
          <Bars {...props} current={current} />
          <Preview {...props} preview={preview} />
        </>
      ) : (
        <EmptyState icon="settings" title={t('settings.no_model_title')} text={t('settings.no_model_text')} />
      )}
    </SettingsFrame>
  )
}

function Bars({ view, current, settings }: PolicySettingsProps & { current: PolicyThresholds }) {
  const { t, format } = view
  const set = (own: number | null) => t(own === null ? 'settings.bar_of_model' : 'settings.bar_of_operator')
  const { urgency, sentiment } = current
  return (
    <Section id="bars" title={t('settings.bars')} text={t('settings.bars_text')}>
      <Table
        caption={t('settings.bars')}
        rows={[
          { name: t('settings.bar_urgency'), bar: urgency.confidence, from: set(settings.urgencyConfidence) },
          {
            name: t('settings.bar_calm'),
            bar: urgency.low_confidence ?? urgency.confidence,
            from: set(settings.urgencyConfidence),
          },
          {
            name: t('settings.bar_sentiment'),
            bar: sentiment.confidence,
            from: set(settings.sentimentConfidence),
          },
          { name: t('settings.bar_missed'), bar: MISSED_URGENCY_BAR, from: t('settings.bar_fixed') },
        ]}
        rowKey={({ name }) => name}
        columns={[
          { key: 'name', heading: t('settings.bar'), cell: ({ name }) => name },
          {
            key: 'bar',
            heading: t('settings.bar_value'),
            numeric: true,
            cell: ({ bar }) => format.fixed(bar, 2),
          },
          { key: 'from', heading: t('settings.bar_from'), cell: ({ from }) => from },
        ]}
      />
    </Section>
  )
}

function Preview({ view, address, preview }: PolicySettingsProps & { preview: PolicyPreview }) {
  const { t, format } = view
  const bar = { type: 'number', min: 0, max: 1, step: 0.01, inputmode: 'decimal', dir: 'ltr', required: true }
  return (
    <Section id="preview" title={t('settings.preview')} text={t('settings.preview_text')}>
      <form class="filters" method="get" action="/settings/policy" aria-label={t('settings.preview')}>
        <Field name="urgency" label={t('settings.bar_urgency')} value={address.urgency.toFixed(2)} {...bar} />
        <Field
          name="sentiment"
          label={t('settings.bar_sentiment')}
          value={address.sentiment.toFixed(2)}
          {...bar}
        />
        <Select
          name="limit"
          label={t('settings.preview_size')}
          value={String(address.limit)}
          choices={PREVIEW_SIZES.map((size) => ({ value: String(size), label: format.number(size) }))}
        />
        <Button kind="primary">{t('settings.preview_show')}</Button>
      </form>
      {preview.messages === 0 ? (
        <p class="notice">{t('settings.preview_none')}</p>
      ) : (
        <PreviewTable view={view} preview={preview} />
      )}
      <h3>{t('settings.preview_set')}</h3>
      <p class="quiet">{t('settings.preview_set_text')}</p>
      <pre id="policy-lines" class="lines" dir="ltr" tabindex={0}>
        {`DELJOO_URGENCY_CONFIDENCE=${address.urgency.toFixed(2)}\nDELJOO_SENTIMENT_CONFIDENCE=${address.sentiment.toFixed(2)}`}
      </pre>
      <Button type="button" icon="copy" data-copy="policy-lines">
        {t('common.copy')}
      </Button>
    </Section>
  )
}

function PreviewTable({ view, preview }: { view: View; preview: PolicyPreview }) {
  const { t, format } = view
  const { messages, decided_by_llm, judged, errors, now, proposed } = preview
  const rows: { name: string; of: number; field: keyof PolicyEffect }[] = [
    { name: t('settings.effect_unsure'), of: messages, field: 'unsure' },
    { name: t('settings.effect_errors'), of: errors, field: 'errors_caught' },
    { name: t('settings.effect_right'), of: judged - errors, field: 'right_unsure' },
  ]
  const share = (count: number, of: number) =>
    of === 0 ? '–' : t('settings.effect_of', { count, of, share: format.percent(count / of) })
  return (
    <>
      <p>
        {t('settings.preview_read', { count: messages })}{' '}
        {decided_by_llm > 0 ? t('settings.preview_llm', { count: decided_by_llm }) : null}{' '}
        {t('settings.preview_judged', { count: judged })}
      </p>
      <Table
        caption={t('settings.preview')}
        rows={rows}
        rowKey={({ field }) => field}
        columns={[
          { key: 'name', heading: t('settings.effect'), cell: ({ name }) => name },
          { key: 'now', heading: t('settings.effect_now'), cell: ({ field, of }) => share(now[field], of) },
          {
            key: 'then',
            heading: t('settings.effect_then'),
            cell: ({ field, of }) => share(proposed[field], of),
          },
          {
            key: 'change',
            heading: t('settings.effect_change'),
            numeric: true,
            cell: ({ field }) => format.signed(proposed[field] - now[field], 0),
          },
        ]}
      />
    </>
  )
}
