import { PageHead } from '../components/section.tsx'
import { EmptyState } from '../components/states.tsx'
import type { View } from '../view.ts'

export function AtRiskPage({ view }: { view: View }) {
  const { t } = view
  return (
    <>
      <PageHead title={t('at-risk.title')} />
      <EmptyState icon="flag" title={t('at-risk.empty_title')} text={t('at-risk.empty_text')} />
    </>
  )
}
