/** Who decided, with what, why, how fast, at what cost, and in which language the text is. */
import type { Child } from 'hono/jsx'
import type { Triage } from '../../../domain/triage/triage.ts'
import { Code } from '../../components/words.tsx'
import { languageWords, millisecondsOf } from '../../playground/words.ts'
import type { View } from '../../view.ts'

export function Receipt({ view, triage }: { view: View; triage: Triage }) {
  const { t, format } = view
  const { language, needs_review } = triage
  const { source, model, asked_llm_because, llm_failed_because, latency_ms, cost_usd } = triage.decided_by
  const asked = asked_llm_because && t(`labels.ask_${asked_llm_because}`)
  const lines: [string, Child][] = [
    [t('playground.decided_by'), t(source === 'llm' ? 'playground.by_llm' : 'playground.by_local')],
    [t('playground.model'), <Code>{model}</Code>],
    [t('playground.latency'), millisecondsOf(view, latency_ms)],
    [
      t('playground.cost'),
      cost_usd === 0 ? t('playground.no_cost') : <Code>{`$${cost_usd.toFixed(5)}`}</Code>,
    ],
    [t('playground.review'), t(needs_review ? 'playground.review_yes' : 'playground.review_no')],
    [
      t(
        source === 'llm' || llm_failed_because !== 'not_configured'
          ? 'playground.asked'
          : 'playground.would_ask',
      ),
      asked ?? t('playground.not_asked'),
    ],
    ...(llm_failed_because
      ? [[t('playground.llm_failed'), t(`labels.llm_${llm_failed_because}`)] as [string, Child]]
      : []),
    [t('playground.language'), languageWords(view, language)],
    [t('playground.language_sure'), format.fixed(language.confidence, 2)],
    [t('playground.script'), t(`labels.script_${language.script}`)],
    ...(language.romanised
      ? [[t('playground.romanised'), t('playground.romanised_yes')] as [string, Child]]
      : []),
  ]
  return (
    <dl class="receipt-lines">
      {lines.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
