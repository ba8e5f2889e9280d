/** The model's card: how right it is per language, how far its confidence can be trusted, what it gets wrong. */
import { LANGUAGES, SINGLE_HEADS, type SingleHead } from '../../domain/labels.ts'
import type { ModelManifest } from '../../domain/triage/manifest.ts'
import type { WeakSpot } from '../../domain/triage/weak-spot.ts'
import { Section } from '../components/section.tsx'
import { EmptyState } from '../components/states.tsx'
import { Table } from '../components/table.tsx'
import { Code } from '../components/words.tsx'
import { headWords } from '../playground/words.ts'
import type { View } from '../view.ts'
import { SettingsFrame } from './settings.tsx'

export type ModelSettingsProps = { view: View; card: ModelManifest | null; weakSpots: readonly WeakSpot[] }

export function ModelSettingsPage({ view, card, weakSpots }: ModelSettingsProps) {
  const { t } = view
  return (
    <SettingsFrame view={view} section="model">
      {card === null ? (
        <EmptyState icon="settings" title={t('settings.no_model_title')} text={t('settings.no_model_text')} />
      ) : (
        <>
          <Figures view={view} card={card} />
          <Reliability view={view} card={card} />
          {weakSpots.length > 0 ? <WeakSpots view={view} weakSpots={weakSpots} /> : null}
        </>
      )}
    </SettingsFrame>
  )
}

function Figures({ view, card }: { view: View; card: ModelManifest }) {
  const { t, format } = view
  const figure = (head: SingleHead, language: string) => card.reliability[head]?.[language] ?? null
  return (
    <Section id="figures" title={t('settings.model')} text={t('settings.model_text')}>
      <p>
        <Code>{`${card.name}@${card.version}`}</Code> ·{' '}
        {t('settings.model_made', { date: format.date(`${card.created}T12:00:00Z`) })}
      </p>
      <Table
        caption={t('settings.model_right')}
        rows={[...SINGLE_HEADS]}
        rowKey={(head) => head}
        columns={[
          { key: 'head', heading: t('settings.model_right'), cell: (head) => headWords(view, head) },
          ...LANGUAGES.map((language) => ({
            key: language,
            heading: t(`labels.language_${language}`),
            numeric: true,
            cell: (head: SingleHead) => {
              const found = figure(head, language)
              return found ? format.percent(found.accuracy) : '–'
            },
          })),
        ]}
      />
    </Section>
  )
}

const SIDE = 120

/** Stated confidence across, how often it was right upwards; on the line they agree. */
function Reliability({ view, card }: { view: View; card: ModelManifest }) {
  const { t, format } = view
  const charts = (['urgency', 'sentiment'] as const).flatMap((head) =>
    LANGUAGES.flatMap((language) => {
      const figures = card.reliability[head]?.[language]
      return figures ? [{ head, language, figures }] : []
    }),
  )
  return (
    <Section id="reliability" title={t('settings.reliability')} text={t('settings.reliability_text')}>
      <div class="reliability">
        {charts.map(({ head, language, figures }) => {
          const most = Math.max(...figures.bins.map(({ count }) => count), 1)
          const title = t('settings.reliability_of', {
            head: headWords(view, head),
            language: t(`labels.language_${language}`),
          })
          return (
            <figure key={`${head} ${language}`}>
              <svg viewBox={`-6 -6 ${SIDE + 12} ${SIDE + 12}`} role="img" aria-label={title}>
                <rect class="reliability-ground" width={SIDE} height={SIDE} />
                <path class="reliability-line" d={`M0 ${SIDE}L${SIDE} 0`} />
                {figures.bins
                  .filter(({ count }) => count > 0)
                  .map(({ confidence, accuracy, count }) => (
                    <circle
                      key={String(confidence)}
                      class="reliability-bin"
                      cx={confidence * SIDE}
                      cy={(1 - accuracy) * SIDE}
                      r={2 + 4 * Math.sqrt(count / most)}
                    />
                  ))}
              </svg>
              <figcaption>
                {title}
                <span class="quiet">
                  {t('settings.reliability_error', {
                    error: format.percent(figures.ece, 1),
                    messages: t('settings.messages', { count: figures.count }),
                  })}
                </span>
              </figcaption>
            </figure>
          )
        })}
      </div>
    </Section>
  )
}

function WeakSpots({ view: { t }, weakSpots }: { view: View; weakSpots: readonly WeakSpot[] }) {
  const English = ({ children }: { children: string }) => (
    <span lang="en" dir="ltr">
      {children}
    </span>
  )
  return (
    <Section id="weak" title={t('settings.weak')} text={t('settings.weak_text')}>
      <Table
        caption={t('settings.weak')}
        rows={weakSpots}
        rowKey={({ message }) => message}
        columns={[
          {
            key: 'message',
            heading: t('settings.weak_message'),
            cell: ({ message }) => <bdi>{message}</bdi>,
          },
          {
            key: 'answer',
            heading: t('settings.weak_answer'),
            cell: ({ answer }) => <English>{answer}</English>,
          },
          {
            key: 'right',
            heading: t('settings.weak_right'),
            cell: ({ right }) => <English>{right}</English>,
          },
        ]}
      />
    </Section>
  )
}
