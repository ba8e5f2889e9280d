import { MIN_PASSWORD_LENGTH, type OneTimeLink } from '../../domain/person.ts'
import { Button } from '../components/button.tsx'
import { Field } from '../components/field.tsx'
import { ErrorState } from '../components/states.tsx'
import type { View } from '../view.ts'
import { AccessFrame } from './sign-in.tsx'

export type JoinMistake =
  | 'name_missing'
  | 'email_wrong'
  | 'email_taken'
  | 'password_short'
  | 'password_different'

/** Who made a link; null: the service itself, at its first start. */
export function makerOf({ t }: View, { created_by, created_by_name }: OneTimeLink): string | null {
  if (created_by === 'system') return null
  return created_by === 'configuration' ? t('common.operator') : created_by_name
}

export type JoinProps = {
  view: View
  /** Address of this page; the link's secret is in it. */
  here: string
  /** Who made the link; null: the service at its first start. */
  invitedBy: string | null
  /** Set when the link is for a new password of this person. */
  passwordFor: string | null
  values?: { name: string; email: string }
  mistakes?: readonly JoinMistake[]
}

export function JoinPage({ view, here, invitedBy, passwordFor, values, mistakes = [] }: JoinProps) {
  const { t } = view
  const first = (...of: JoinMistake[]) => {
    const found = mistakes.find((mistake) => of.includes(mistake))
    return found && t(`access.${found}`)
  }
  const password = { type: 'password', dir: 'ltr', autocomplete: 'new-password', required: true }
  return (
    <AccessFrame view={view} next={here}>
      <h1>{t('access.join_title')}</h1>
      <p class="quiet">
        {passwordFor !== null
          ? t('access.join_reset', { email: passwordFor })
          : invitedBy === null
            ? t('access.join_first')
            : t('access.join_invited', { name: invitedBy })}
      </p>
      <form method="post" action={here} class="form">
        {passwordFor === null ? (
          <>
            <Field
              name="name"
              label={t('access.name')}
              hint={t('access.name_hint')}
              mistake={first('name_missing')}
              value={values?.name ?? ''}
              dir="auto"
              autocomplete="name"
              maxlength={100}
              required
              autofocus
            />
            <Field
              name="email"
              label={t('access.email')}
              mistake={first('email_wrong', 'email_taken')}
              value={values?.email ?? ''}
              type="email"
              dir="ltr"
              autocomplete="username"
              required
            />
          </>
        ) : null}
        <Field
          name="password"
          label={t('access.password')}
          hint={t('access.password_hint', { count: MIN_PASSWORD_LENGTH })}
          mistake={first('password_short')}
          minlength={MIN_PASSWORD_LENGTH}
          {...password}
        />
        <Field
          name="password_again"
          label={t('access.password_again')}
          mistake={first('password_different')}
          {...password}
        />
        <Button kind="primary">{passwordFor === null ? t('access.join') : t('access.set_password')}</Button>
      </form>
    </AccessFrame>
  )
}

/** The same for unknown, used, revoked and old links: which it was is nobody's business. */
export function DeadLinkPage({ view, here }: { view: View; here: string }) {
  const { t } = view
  return (
    <AccessFrame view={view} next={here}>
      <ErrorState title={t('access.link_dead_title')} text={t('access.link_dead_text')} heading="h1">
        <Button href="/sign-in">{t('access.to_sign_in')}</Button>
      </ErrorState>
    </AccessFrame>
  )
}
