import { PageHead } from '../components/section.tsx'
import { EmptyState } from '../components/states.tsx'
import type { View } from '../view.ts'

export function QualityPage({ view }: { view: View }) {
  const { t } = view
  return (
    <>
      <PageHead title={t('quality.title')} />
      <EmptyState icon="quality" title={t('quality.empty_title')} text={t('quality.empty_text')} />
    </>
  )
}
