/** Local model and LLM side by side, label by label; where they differ is said, not only coloured. */
import type { Triage } from '../../../domain/triage/triage.ts'
import { Icon } from '../../components/icon.tsx'
import { Section } from '../../components/section.tsx'
import { Table } from '../../components/table.tsx'
import { type Comparison, compareTriages, type Given } from '../../playground/compare.ts'
import { headWords, labelWords } from '../../playground/words.ts'
import type { View } from '../../view.ts'

export function ComparisonTable({ view, local, llm }: { view: View; local: Triage; llm: Triage }) {
  const { t } = view
  const rows = compareTriages(local, llm)
  const different = rows.filter(({ same }) => !same).length
  // The LLM was asked and could not decide: what stands there is the local answer again.
  const failed = llm.decided_by.source !== 'llm' && llm.decided_by.llm_failed_because
  return (
    <Section
      id="comparison"
      title={t('playground.comparison')}
      text={
        failed
          ? t('playground.llm_did_not_answer', { reason: t(`labels.llm_${failed}`) })
          : different === 0
            ? t('playground.all_same')
            : t('playground.differ', { count: different })
      }
    >
      {failed ? null : (
        <Table
          caption={t('playground.comparison')}
          rows={rows}
          rowKey={({ head }) => head}
          columns={[
            { key: 'head', heading: t('playground.question'), cell: ({ head }) => headWords(view, head) },
            {
              key: 'local',
              heading: t('playground.by_local'),
              cell: ({ head, one }) => <Answer view={view} head={head} given={one} />,
            },
            {
              key: 'llm',
              heading: t('playground.by_llm'),
              cell: ({ head, other }) => <Answer view={view} head={head} given={other} />,
            },
            {
              key: 'same',
              heading: t('playground.agreement'),
              cell: ({ same }) => (
                <span class="agreement" data-same={same ? '' : undefined}>
                  <Icon name={same ? 'check' : 'warning'} />
                  {t(same ? 'playground.same' : 'playground.different')}
                </span>
              ),
            },
          ]}
        />
      )}
    </Section>
  )
}

function Answer({ view, head, given }: { view: View; head: Comparison['head']; given: readonly Given[] }) {
  if (given.length === 0) return <span class="quiet">{view.t('playground.none')}</span>
  return (
    <span>
      {view.format.list(
        given.map(({ label, confidence }) =>
          view.t('playground.label_at', {
            label: labelWords(view, head, label),
            confidence: view.format.fixed(confidence, 2),
          }),
        ),
      )}
    </span>
  )
}
