import { Island } from '../components/island.tsx'
import { PageHead } from '../components/section.tsx'
import { Skeleton } from '../components/states.tsx'
import type { PlaygroundProps } from '../islands/playground.tsx'

export function PlaygroundPage({ view, ...props }: PlaygroundProps) {
  const { t } = view
  return (
    <>
      <PageHead title={t('playground.title')}>
        <p class="quiet">{t('playground.lead')}</p>
      </PageHead>
      <Island name="playground" props={props}>
        <Skeleton view={view} lines={6} />
      </Island>
    </>
  )
}
