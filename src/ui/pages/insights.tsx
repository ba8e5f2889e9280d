/** Few charts, each answering a question; the table behind each, and the same figures as CSV. */
import type { DecisionInsights } from '../../domain/insights/decisions.ts'
import type { ModelQuality } from '../../domain/insights/model-quality.ts'
import type { SlaInsights } from '../../domain/insights/sla.ts'
import type { TeamLoad } from '../../domain/insights/team-load.ts'
import type { Trends } from '../../domain/insights/trends.ts'
import { CHANNELS, LANGUAGES, type Language, TOPICS } from '../../domain/labels.ts'
import type { ReplyInsights } from '../../domain/reply-record.ts'
import type { FlagInsights } from '../../domain/risk/flag-insights.ts'
import type { SurveyInsights } from '../../domain/survey-insights.ts'
import type { ModelManifest } from '../../domain/triage/manifest.ts'
import { Button } from '../components/button.tsx'
import { Select } from '../components/field.tsx'
import type { Colleague } from '../components/flag.tsx'
import { PageHead, Section } from '../components/section.tsx'
import { EmptyState } from '../components/states.tsx'
import { type AskedRange, type InsightsQuery, SPANS } from '../insights-query.ts'
import type { View } from '../view.ts'
import { CustomerCharts } from './insights-customers.tsx'
import { DeskCharts } from './insights-desk.tsx'
import { MachineCharts } from './insights-machine.tsx'
import { OutcomeCharts } from './insights-outcomes.tsx'

export type InsightsShown = {
  topics: Trends
  byLanguage: { language: Language; trends: Trends }[]
  sla: SlaInsights
  replies: ReplyInsights
  decisions: DecisionInsights
  quality: ModelQuality
  /** Of the loaded model on validation data, per head and language; empty without a model. */
  measured: ModelManifest['reliability']
  flags: FlagInsights
  surveys: SurveyInsights
  team: TeamLoad
  colleagues: readonly Colleague[]
}

export type InsightsProps = { view: View; query: InsightsQuery; range: AskedRange; shown: InsightsShown }

export function InsightsPage(props: InsightsProps) {
  const { view, query, shown } = props
  const { t } = view
  const isFiltered = query.language !== null || query.channel !== null || query.topic !== null
  const isEmpty = shown.topics.messages === 0 && shown.sla.total.any_answer.count === 0 && !isFiltered
  return (
    <>
      <PageHead title={t('insights.title')}>
        <p class="quiet">{t('insights.lead')}</p>
      </PageHead>
      <Filters view={view} query={query} />
      {isEmpty ? (
        <EmptyState icon="trend" title={t('insights.empty_title')} text={t('insights.empty_text')} />
      ) : (
        <>
          <Section
            id="customers"
            title={t('insights.customers')}
            text={isFiltered ? t('insights.customers_filtered') : t('insights.customers_text')}
          >
            <CustomerCharts {...props} />
          </Section>
          <Section
            id="desk"
            title={t('insights.desk')}
            {...(isFiltered ? { text: t('insights.unfiltered') } : {})}
          >
            <DeskCharts {...props} />
          </Section>
          <Section id="outcomes" title={t('insights.outcomes')}>
            <OutcomeCharts {...props} />
          </Section>
          <Section id="machine" title={t('insights.machine')}>
            <MachineCharts {...props} />
          </Section>
        </>
      )}
    </>
  )
}

function Filters({ view, query }: { view: View; query: InsightsQuery }) {
  const { t } = view
  const any = { value: '', label: t('insights.all') }
  return (
    <form class="filters" method="get" action="/insights" aria-label={t('insights.filters')}>
      <Select
        prefix="filter"
        name="days"
        label={t('insights.time')}
        value={String(query.days)}
        choices={SPANS.map((days) => ({
          value: String(days),
          label: t('insights.last_days', { count: days }),
        }))}
      />
      <Select
        prefix="filter"
        name="language"
        label={t('insights.language')}
        value={query.language ?? ''}
        choices={[any, ...LANGUAGES.map((value) => ({ value, label: t(`labels.language_${value}`) }))]}
      />
      <Select
        prefix="filter"
        name="channel"
        label={t('insights.channel')}
        value={query.channel ?? ''}
        choices={[any, ...CHANNELS.map((value) => ({ value, label: t(`labels.channel_${value}`) }))]}
      />
      <Select
        prefix="filter"
        name="topic"
        label={t('insights.topic')}
        value={query.topic ?? ''}
        choices={[any, ...TOPICS.map((value) => ({ value, label: t(`labels.topic_${value}`) }))]}
      />
      <Button>{t('insights.apply')}</Button>
    </form>
  )
}
