import { Button } from '../components/button.tsx'
import { ErrorState } from '../components/states.tsx'
import type { View } from '../view.ts'

export type PageProblem = 'not_found' | 'forbidden' | 'failed'

/** Says what happened, what was kept, what to do. `requestId` finds the request again in the log. */
export function ProblemPage({
  view,
  problem,
  requestId,
}: {
  view: View
  problem: PageProblem
  requestId: string
}) {
  const { t, reader } = view
  const role = reader ? t(`common.role_${reader.role}`) : ''
  return (
    <ErrorState
      heading="h1"
      title={t(`shell.${problem}_title`)}
      text={t(`shell.${problem}_text`, { role, id: requestId })}
    >
      {reader ? (
        <Button kind="primary" href="/inbox">
          {t('shell.back_to_inbox')}
        </Button>
      ) : (
        <Button kind="primary" href="/sign-in">
          {t('access.to_sign_in')}
        </Button>
      )}
    </ErrorState>
  )
}
