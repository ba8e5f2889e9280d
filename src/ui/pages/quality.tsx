/** Quality: what all its pages have above them, and the sample to review. */
import type { Child } from 'hono/jsx'
import { LANGUAGES, TOPICS } from '../../domain/labels.ts'
import type { Sample, SampleItem } from '../../domain/review.ts'
import { Button } from '../components/button.tsx'
import { Chip, URGENCY_TONES } from '../components/chip.tsx'
import { Field, Select } from '../components/field.tsx'
import { PageHead, Section } from '../components/section.tsx'
import { EmptyState } from '../components/states.tsx'
import { Table } from '../components/table.tsx'
import { Tabs } from '../components/tabs.tsx'
import { Ago, Words } from '../components/words.tsx'
import {
  nextSeed,
  PERIOD_DAYS,
  SAMPLE_SIZES,
  type SampleAddress,
  sampleAddress,
} from '../quality/sample-query.ts'
import type { View } from '../view.ts'

export type QualityPart = 'sample' | 'coaching' | 'reviews'
const HREFS: Record<QualityPart, string> = {
  sample: '/quality',
  coaching: '/quality/coaching',
  reviews: '/quality/reviews',
}

/** Somebody whose replies are reviewed. */
export type Colleague = { id: string; name: string }
export const nameOf = (people: readonly Colleague[], id: string) =>
  people.find((person) => person.id === id)?.name ?? id

export function QualityFrame({
  view: { t },
  part,
  mayReview,
  children,
}: {
  view: View
  part: QualityPart
  mayReview: boolean
  children: Child
}) {
  const parts: QualityPart[] = mayReview ? ['sample', 'coaching', 'reviews'] : ['coaching', 'reviews']
  return (
    <div class="quality">
      <PageHead title={t('quality.title')}>
        <p class="quiet">{t(mayReview ? 'quality.lead' : 'quality.lead_own')}</p>
      </PageHead>
      <Tabs
        label={t('quality.parts')}
        tabs={parts.map((name) => ({
          href: HREFS[name],
          label: t(mayReview || name === 'sample' ? `quality.${name}` : `quality.own_${name}`),
          current: name === part,
        }))}
      />
      {children}
    </div>
  )
}

export type SampleProps = { view: View; address: SampleAddress; sample: Sample; people: readonly Colleague[] }

export function SamplePage(props: SampleProps) {
  const { view, address, sample } = props
  const { t } = view
  const another = sampleAddress({ ...address, seed: nextSeed(address.seed) })
  return (
    <QualityFrame view={view} part="sample" mayReview>
      <SampleForm {...props} />
      {sample.items.length === 0 ? (
        <EmptyState icon="quality" title={t('quality.empty_title')} text={t('quality.empty_text')} />
      ) : (
        <Section
          id="sample"
          title={t('quality.drawn', { count: sample.items.length })}
          text={t('quality.drawn_from', { count: sample.candidates })}
          actions={<Button href={another}>{t('quality.draw_other')}</Button>}
        >
          <SampleTable {...props} />
        </Section>
      )}
    </QualityFrame>
  )
}

function SampleForm({ view, address, people }: SampleProps) {
  const { t, format } = view
  const any = { value: '', label: t('quality.any') }
  return (
    <form class="filters" method="get" action="/quality" aria-label={t('quality.filters')}>
      <Select
        name="agent"
        label={t('quality.agent')}
        value={address.agent ?? ''}
        choices={[
          any,
          ...people
            .map(({ id, name }) => ({ value: id, label: name }))
            .sort((a, b) => format.compare(a.label, b.label)),
        ]}
      />
      <Select
        name="language"
        label={t('quality.language')}
        value={address.language ?? ''}
        choices={[any, ...LANGUAGES.map((value) => ({ value, label: t(`labels.language_${value}`) }))]}
      />
      <Select
        name="topic"
        label={t('quality.topic')}
        value={address.topic ?? ''}
        choices={[any, ...TOPICS.map((value) => ({ value, label: t(`labels.topic_${value}`) }))]}
      />
      <Select
        name="days"
        label={t('quality.period')}
        value={String(address.days)}
        choices={PERIOD_DAYS.map((days) => ({
          value: String(days),
          label: t('quality.last_days', { count: days }),
        }))}
      />
      <Select
        name="size"
        label={t('quality.size')}
        value={String(address.size)}
        choices={SAMPLE_SIZES.map((size) => ({ value: String(size), label: format.number(size) }))}
      />
      <Field
        name="seed"
        label={t('quality.seed')}
        value={address.seed}
        maxlength={100}
        dir="auto"
        title={t('quality.seed_hint')}
      />
      <Button>{t('quality.draw')}</Button>
    </form>
  )
}

function SampleTable({ view, address, sample, people }: SampleProps) {
  const { t } = view
  const back = sampleAddress(address)
  const href = ({ reply_id }: SampleItem) =>
    `/quality/review?${new URLSearchParams({ reply: reply_id, back })}`
  return (
    <Table
      caption={t('quality.sample')}
      rows={sample.items}
      rowKey={({ reply_id }) => reply_id}
      columns={[
        {
          key: 'agent',
          heading: t('quality.agent'),
          cell: (item) => <Words>{nameOf(people, item.agent)}</Words>,
        },
        {
          key: 'about',
          heading: t('quality.about'),
          cell: ({ topics }) => view.format.list(topics.map((topic) => t(`labels.topic_${topic}`))),
        },
        {
          key: 'urgency',
          heading: t('labels.head_urgency'),
          cell: ({ urgency }) =>
            urgency && (
              <Chip view={view} label={t(`labels.urgency_${urgency}`)} tone={URGENCY_TONES[urgency]} />
            ),
        },
        {
          key: 'channel',
          heading: t('quality.channel'),
          cell: ({ channel }) => t(`labels.channel_${channel}`),
        },
        {
          key: 'draft',
          heading: t('quality.draft'),
          cell: ({ outcome }) => t(`quality.outcome_${outcome ?? 'none'}`),
        },
        { key: 'sent', heading: t('quality.sent'), cell: ({ sent_at }) => <Ago view={view} at={sent_at} /> },
        {
          key: 'actions',
          heading: t('quality.review'),
          headingHidden: true,
          cell: (item) => (
            <Button href={href(item)}>
              {t('quality.review')}
              <span class="heard">: {nameOf(people, item.agent)}</span>
            </Button>
          ),
        },
      ]}
    />
  )
}
