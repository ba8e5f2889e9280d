import { PageHead } from '../components/section.tsx'
import { EmptyState } from '../components/states.tsx'
import type { View } from '../view.ts'

export function InsightsPage({ view }: { view: View }) {
  const { t } = view
  return (
    <>
      <PageHead title={t('insights.title')} />
      <EmptyState icon="trend" title={t('insights.empty_title')} text={t('insights.empty_text')} />
    </>
  )
}
