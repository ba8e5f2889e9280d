import { PageHead } from '../components/section.tsx'
import { EmptyState } from '../components/states.tsx'
import type { View } from '../view.ts'

export function PlaygroundPage({ view }: { view: View }) {
  const { t } = view
  return (
    <>
      <PageHead title={t('playground.title')} />
      <EmptyState icon="playground" title={t('playground.empty_title')} text={t('playground.empty_text')} />
    </>
  )
}
