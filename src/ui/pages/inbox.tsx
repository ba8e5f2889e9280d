import { Button } from '../components/button.tsx'
import { PageHead } from '../components/section.tsx'
import { EmptyState } from '../components/states.tsx'
import type { View } from '../view.ts'

/** @param isNew nothing has ever arrived; `mayFill`: the reader may fill in the demo company */
export function InboxPage({ view, isNew, mayFill }: { view: View; isNew: boolean; mayFill: boolean }) {
  const { t } = view
  return (
    <>
      <PageHead title={t('inbox.title')} />
      {isNew ? (
        <EmptyState icon="inbox" title={t('inbox.first_title')} text={t('inbox.first_text')}>
          {mayFill ? (
            <form method="post" action="/demo">
              <Button kind="primary">{t('inbox.load_demo')}</Button>
            </form>
          ) : null}
          <Button href="/docs">{t('inbox.api_reference')}</Button>
        </EmptyState>
      ) : (
        <EmptyState icon="inbox" title={t('inbox.empty_title')} text={t('inbox.empty_text')} />
      )}
    </>
  )
}
