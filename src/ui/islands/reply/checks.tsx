/** What was checked in the text: the failed ones with their place, the others behind one line. */
import { smsSize } from '../../../domain/reply/sms.ts'
import { useStore } from '../../client/store.ts'
import { Icon } from '../../components/icon.tsx'
import { placeNow } from '../../reply/marks.ts'
import { currentOf, failedOf, type Judged } from '../../reply/shapes.ts'
import { momentWords } from '../../reply/words.ts'
import type { View } from '../../view.ts'
import type { ReplyDesk } from './reply-desk.ts'
import { pointAt } from './ways.ts'

type Field = { current: HTMLTextAreaElement | null }

export function Checks({ desk, field }: { desk: ReplyDesk; field: Field }) {
  const { t } = desk.view
  const state = useStore(desk.store)
  const { judged, phase } = state
  const now = currentOf(state)
  if (phase !== 'ready' || now.text.trim() === '') return null
  const failed = judged ? failedOf(judged.checks) : []
  const passed = judged ? judged.checks.filter((check) => check.passed) : []
  return (
    <div class="checks" data-stale={judged?.text === now.text ? undefined : ''}>
      <ul class="checks-failed" aria-label={t('reply.failed')}>
        {failed.map((check) => (
          <Failed key={check.check} desk={desk} field={field} judged={judged as Judged} check={check} />
        ))}
      </ul>
      <div class="checks-line">
        {judged && judged.checks.length > 0 ? (
          <details class="checks-passed">
            <summary>
              <Icon name={failed.length === 0 ? 'check' : 'warning'} />
              {t('reply.passed', { count: passed.length, of: judged.checks.length })}
            </summary>
            <ul>
              {passed.map(({ check }) => (
                <li key={check}>
                  <Icon name="check" />
                  {t(`reply.check_${check}`)}
                </li>
              ))}
            </ul>
          </details>
        ) : judged ? (
          <span>{t('reply.nothing_to_check')}</span>
        ) : null}
        <Changed desk={desk} judged={judged} />
        {state.channel === 'sms' ? <SmsSize view={desk.view} text={now.text} /> : null}
        {judged?.promise ? (
          <span title={judged.promise.words}>
            {judged.promise.due_at
              ? t('reply.promises_by', { time: momentWords(desk.view, judged.promise.due_at) })
              : t('reply.promises_own')}
          </span>
        ) : null}
      </div>
    </div>
  )
}

type FailedProps = { desk: ReplyDesk; field: Field; judged: Judged; check: Judged['checks'][number] }

function Failed({ desk, field, judged, check }: FailedProps) {
  const { t, language } = desk.view
  const { text } = currentOf(desk.store.get())
  const place = placeNow(check, judged.text, text)
  const words = place ? text.slice(place.start, place.end) : ''
  const explained = (
    <>
      <Icon name="warning" />
      <span>
        <b>{t(`reply.check_${check.check}`)}:</b>{' '}
        {/* The service explains in English, with figures and words. */}
        {language === 'en' ? check.detail : t(`reply.fault_${check.check}`)}
        {place && language !== 'en' && words.length <= 60 ? (
          <>
            {' '}
            <q>
              <bdi>{words}</bdi>
            </q>
          </>
        ) : null}
      </span>
    </>
  )
  return (
    <li>
      {place ? (
        <button type="button" class="check-place" onClick={() => pointAt(field.current, place)}>
          {explained}
          <span class="check-show">{t('reply.show_place')}</span>
        </button>
      ) : (
        <span class="check-place">{explained}</span>
      )}
    </li>
  )
}

function Changed({ desk, judged }: { desk: ReplyDesk; judged: Judged | null }) {
  const { t, format } = desk.view
  if (!judged || judged.outcome === null || judged.edit_distance === null) return null
  if (judged.outcome === 'accepted') return <span>{t('reply.unchanged')}</span>
  const share = judged.edit_distance
  return (
    <span>
      {t('reply.changed', { share: format.percent(share, share < 0.01 ? 1 : 0) })}{' '}
      <button type="button" class="link" onClick={desk.restore}>
        {t('reply.restore')}
      </button>
    </span>
  )
}

function SmsSize({ view: { t }, text }: { view: View; text: string }) {
  const { segments, left } = smsSize(text)
  return <span>{t('reply.sms', { count: segments, left })}</span>
}
