/** When the desk is open, when it opens next, and by when an answer is due. Read only: the environment sets them. */
import type { BusinessHours, DayHours } from '../../domain/desk/opening-hours.ts'
import { SLA_TARGET_NAMES, type SlaTarget, type SlaTargets } from '../../domain/desk/sla.ts'
import { URGENCIES } from '../../domain/labels.ts'
import { Chip, URGENCY_TONES } from '../components/chip.tsx'
import { Section } from '../components/section.tsx'
import { Table } from '../components/table.tsx'
import { Code } from '../components/words.tsx'
import type { View } from '../view.ts'
import { SettingsFrame } from './settings.tsx'

export type HoursSettingsProps = {
  view: View
  hours: BusinessHours
  targets: SlaTargets
  isOpen: boolean
  /** ISO 8601; null: it never opens again. */
  opensAt: string | null
}

/** A Sunday: day `n` after it is weekday `n`. */
const SUNDAY_MS = Date.UTC(2026, 1, 1)
const DAY_MS = 86_400_000
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

export function HoursSettingsPage({ view, hours, targets, isOpen, opensAt }: HoursSettingsProps) {
  const { t, format, language } = view
  const weekday = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' })
  // The week begins where readers are used to: on Saturday, or on Monday.
  const first = language === 'en' ? 1 : 6
  const days = Array.from({ length: 7 }, (_, step) => (first + step) % 7)
  const holidays = Object.entries(hours.holidays).sort(([one], [other]) => (one < other ? -1 : 1))
  return (
    <SettingsFrame view={view} section="hours">
      <Section id="week" title={t('settings.hours')} text={t('settings.hours_text')}>
        <p class="hours-now">
          <Chip
            view={view}
            label={t(isOpen ? 'settings.open_now' : 'settings.closed_now')}
            tone={isOpen ? 'good' : 'calm'}
          />{' '}
          {isOpen || opensAt === null ? null : t('settings.opens', { time: format.dateTime(opensAt) })}
        </p>
        <div class="narrow">
          <Table
            caption={t('settings.hours')}
            rows={days}
            rowKey={String}
            columns={[
              {
                key: 'day',
                heading: t('settings.weekday'),
                cell: (day) => weekday.format(SUNDAY_MS + day * DAY_MS),
              },
              {
                key: 'hours',
                heading: t('settings.open_from_to'),
                cell: (day) => <Times view={view} day={hours.week[day] ?? []} />,
              },
            ]}
          />
        </div>
        <p class="quiet">
          {t('settings.time_zone')} <Code>{hours.time_zone}</Code>
        </p>
      </Section>
      {holidays.length > 0 ? (
        <Section id="holidays" title={t('settings.holidays')}>
          <Table
            caption={t('settings.holidays')}
            rows={holidays}
            rowKey={([date]) => date}
            columns={[
              {
                key: 'date',
                heading: t('settings.holiday'),
                cell: ([date]) => format.date(`${date}T12:00:00Z`),
              },
              {
                key: 'hours',
                heading: t('settings.open_from_to'),
                cell: ([, day]) => <Times view={view} day={day} />,
              },
            ]}
          />
        </Section>
      ) : null}
      <Section id="sla" title={t('settings.sla')} text={t('settings.sla_text')}>
        <Table
          caption={t('settings.sla')}
          rows={URGENCIES.toReversed()}
          rowKey={(urgency) => urgency}
          columns={[
            {
              key: 'urgency',
              heading: t('labels.head_urgency'),
              cell: (urgency) => (
                <Chip view={view} label={t(`labels.urgency_${urgency}`)} tone={URGENCY_TONES[urgency]} />
              ),
            },
            ...SLA_TARGET_NAMES.map((name) => ({
              key: name,
              heading: t(`settings.sla_${name}`),
              cell: (urgency: (typeof URGENCIES)[number]) => targetWords(view, targets[name][urgency]),
            })),
          ]}
        />
      </Section>
    </SettingsFrame>
  )
}

/** Opening hours are never said in days: a day of them has no fixed length. */
function targetWords({ t, format }: View, { ms, clock }: SlaTarget): string {
  const hours = new Intl.NumberFormat(format.locale, { style: 'unit', unit: 'hour', unitDisplay: 'long' })
  const time = ms % HOUR_MS === 0 ? hours.format(ms / HOUR_MS) : format.duration(ms, 2)
  return t(`settings.clock_${clock}`, { time })
}

function Times({ view: { t, format }, day }: { view: View; day: DayHours }) {
  if (day.length === 0) return <span class="quiet">{t('settings.closed')}</span>
  const clock = new Intl.DateTimeFormat(format.locale, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: 'UTC',
  })
  const at = (minutes: number) => (minutes === 1440 ? clock.format(0) : clock.format(minutes * MINUTE_MS))
  return (
    <bdi>
      {day
        .map(({ from, to }) => t('settings.from_to', { from: at(from), to: at(to) }))
        .join(t('settings.and_then'))}
    </bdi>
  )
}
