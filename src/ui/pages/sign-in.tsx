import { Button } from '../components/button.tsx'
import { Field } from '../components/field.tsx'
import { LANGUAGE_NAMES, UI_LANGUAGES } from '../languages.ts'
import type { View } from '../view.ts'

/** What went wrong, or why the reader is here. */
export type SignInNews =
  | { kind: 'wrong' }
  | { kind: 'key_wrong' }
  | { kind: 'wait'; waitMs: number }
  | { kind: 'session_over' }
  | { kind: 'signed_out' }
  | null

export type SignInProps = {
  view: View
  news: SignInNews
  /** Where to go afterwards, a path of ours. */
  next: string
  email?: string
}

function wordsOf({ t, format }: View, news: SignInNews): string | null {
  switch (news?.kind) {
    case undefined:
      return null
    case 'wrong':
      return t('access.sign_in_wrong')
    case 'key_wrong':
      return t('access.key_wrong')
    case 'wait':
      return t('access.sign_in_wait', { minutes: format.duration(Math.max(60_000, news.waitMs)) })
    case 'session_over':
      return t('access.session_over')
    case 'signed_out':
      return t('access.signed_out')
  }
}

export function SignInPage({ view, news, next, email = '' }: SignInProps) {
  const { t } = view
  const words = wordsOf(view, news)
  const failed = news !== null && news.kind !== 'session_over' && news.kind !== 'signed_out'
  return (
    <AccessFrame view={view} next={next}>
      <h1>{t('access.sign_in')}</h1>
      <p class="quiet">{t('access.welcome')}</p>
      {words ? (
        <p class={failed ? 'mistake' : 'notice'} role={failed ? 'alert' : 'status'}>
          {words}
        </p>
      ) : null}
      <form method="post" action="/sign-in" class="form">
        <input type="hidden" name="next" value={next} />
        <Field
          name="email"
          label={t('access.email')}
          type="email"
          value={email}
          dir="ltr"
          autocomplete="username"
          required
          autofocus={news?.kind !== 'key_wrong'}
        />
        <Field
          name="password"
          label={t('access.password')}
          hint={t('access.forgot')}
          type="password"
          dir="ltr"
          autocomplete="current-password"
          required
        />
        <Button kind="primary">{t('access.sign_in')}</Button>
      </form>
      <details class="more" open={news?.kind === 'key_wrong'}>
        <summary>{t('access.with_key')}</summary>
        <form method="post" action="/sign-in" class="form">
          <input type="hidden" name="next" value={next} />
          <Field
            name="key"
            label={t('access.key')}
            hint={t('access.key_hint')}
            type="password"
            dir="ltr"
            autocomplete="off"
            required
          />
          <Button>{t('access.with_key')}</Button>
        </form>
      </details>
    </AccessFrame>
  )
}

/** The narrow sheet of all pages before sign-in, with the languages to choose from. */
export function AccessFrame({ view, next, children }: { view: View; next: string; children: unknown }) {
  return (
    <div class="access">
      <p class="access-product" lang="fa">
        دلجو
      </p>
      <div class="access-sheet">{children as never}</div>
      <form method="post" action="/preferences" class="access-languages">
        <input type="hidden" name="here" value={next} />
        {UI_LANGUAGES.map((language) => (
          <Button
            key={language}
            kind="quiet"
            name="language"
            value={language}
            lang={language}
            aria-current={language === view.language ? 'true' : undefined}
          >
            {LANGUAGE_NAMES[language]}
          </Button>
        ))}
      </form>
    </div>
  )
}
