import { Button } from '../components/button.tsx'
import { Island } from '../components/island.tsx'
import { PageHead } from '../components/section.tsx'
import { EmptyState } from '../components/states.tsx'
import type { InboxProps } from '../inbox/shapes.ts'
import Inbox from '../islands/inbox.tsx'
import type { View } from '../view.ts'

/** Queue, conversation and customer. Can be read before, and without, any script. */
export function InboxPage({ view, ...props }: InboxProps & { view: View }) {
  return (
    <Island name="inbox" props={props}>
      <Inbox view={view} {...props} />
    </Island>
  )
}

/** @param mayFill the reader may fill in the demo company */
export function FirstDayPage({ view, mayFill }: { view: View; mayFill: boolean }) {
  const { t } = view
  return (
    <>
      <PageHead title={t('inbox.title')} />
      <EmptyState icon="inbox" title={t('inbox.first_title')} text={t('inbox.first_text')}>
        {mayFill ? (
          <form method="post" action="/demo">
            <Button kind="primary">{t('inbox.load_demo')}</Button>
          </form>
        ) : null}
        <Button href="/docs">{t('inbox.api_reference')}</Button>
      </EmptyState>
    </>
  )
}
