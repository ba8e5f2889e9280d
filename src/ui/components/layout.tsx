/** What every page has around it: head, navigation, the reader's menu, places for news. */
import type { Child } from 'hono/jsx'
import { isAllowed, type Permission } from '../../domain/actor.ts'
import type { Key } from '../locales/index.ts'
import type { PageFiles } from '../page-files.ts'
import type { Preferences } from '../preferences.ts'
import type { View, ViewData } from '../view.ts'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { Icon, type IconName } from './icon.tsx'
import { ReaderMenu } from './reader-menu.tsx'

export type NavName = 'inbox' | 'at_risk' | 'insights' | 'quality' | 'playground' | 'settings'

type NavItem = { name: NavName; href: string; icon: IconName; permission: Permission }

export const NAVIGATION: NavItem[] = [
  { name: 'inbox', href: '/inbox', icon: 'inbox', permission: 'read_conversations' },
  { name: 'at_risk', href: '/at-risk', icon: 'flag', permission: 'read_flags' },
  { name: 'insights', href: '/insights', icon: 'trend', permission: 'read_insights' },
  { name: 'quality', href: '/quality', icon: 'quality', permission: 'read_own_reviews' },
  { name: 'playground', href: '/playground', icon: 'playground', permission: 'classify' },
  { name: 'settings', href: '/settings', icon: 'settings', permission: 'read_articles' },
]

export type LayoutProps = {
  view: View
  /** For the browser to make the same view again. */
  data: ViewData
  files: PageFiles
  title: string
  /** The navigation's current entry; null: none, and no navigation without a reader. */
  nav: NavName | null
  /** Names of the islands on the page, so that their modules are fetched at once. */
  islands: readonly string[]
  preferences: Preferences
  /** Address of this page, to come back to. */
  here: string
  /** Something that was just done, said once. */
  notice: string | null
  children: Child
}

export function Layout(props: LayoutProps) {
  const { view, data, title, preferences, notice, children } = props
  return (
    <html
      lang={view.language}
      dir={view.direction}
      data-theme={preferences.theme ?? 'system'}
      data-density={preferences.density ?? 'comfortable'}
    >
      <Head {...props} title={`${title} · ${view.t('shell.product')}`} />
      <body
        data-view={JSON.stringify(data)}
        data-signed-in={view.reader ? '' : undefined}
        data-keys={preferences.keys ?? 'on'}
      >
        <a class="skip" href="#main">
          {view.t('shell.skip')}
        </a>
        {view.reader ? <Navigation {...props} /> : null}
        <main id="main" tabindex={-1}>
          {notice ? (
            <p class="notice" role="status">
              {notice}
            </p>
          ) : null}
          {children}
        </main>
        <Places view={view} />
      </body>
    </html>
  )
}

function Head({ view, files, title, islands }: LayoutProps) {
  const font = view.language === 'en' ? files.fonts.latin : files.fonts.arabic
  const modules = [...files.modules, ...islands.flatMap((name) => files.islands[name] ?? [])]
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>{title}</title>
      <link rel="icon" type="image/svg+xml" href={files.icon} />
      <link rel="preload" as="font" type="font/woff2" crossorigin="" href={font} />
      <link rel="stylesheet" href={files.styles} />
      {[...new Set(modules)].map((href) => (
        <link key={href} rel="modulepreload" href={href} />
      ))}
      <script type="module" src={files.script} />
    </head>
  )
}

function Navigation({ view, nav, preferences, here }: LayoutProps) {
  const { reader, t } = view
  if (!reader) return null
  const open = NAVIGATION.filter(({ permission }) => isAllowed(reader, permission))
  return (
    <header class="rail">
      <p class="rail-product">{t('shell.product')}</p>
      <nav id="navigation" aria-label={t('shell.navigation')}>
        {open.map(({ name, href, icon }) => (
          <a key={name} href={href} aria-current={name === nav ? 'page' : undefined}>
            <Icon name={icon} />
            <span>{t(`shell.${name}` satisfies Key)}</span>
          </a>
        ))}
      </nav>
      <ReaderMenu view={view} preferences={preferences} here={here} />
    </header>
  )
}

/** Where scripts put what they have to say, on every page. */
function Places({ view }: { view: View }) {
  const { t } = view
  return (
    <>
      <p id="offline" class="offline" role="status" hidden>
        {t('common.offline')}
      </p>
      <div id="toasts" class="toasts" role="status" aria-live="polite" />
      {view.reader ? (
        <>
          <Dialog view={view} id="palette" title={t('common.palette')}>
            <div data-island="command-palette" data-props="{}" data-lazy="" />
          </Dialog>
          <Dialog view={view} id="shortcuts" title={t('shell.shortcuts')} text={t('shell.shortcuts_text')}>
            <div id="shortcut-list" />
          </Dialog>
          <Dialog
            view={view}
            id="session-ended"
            title={t('shell.session_ended_title')}
            text={t('shell.session_ended_text')}
          >
            <Button kind="primary" href="/sign-in" target="_blank" rel="noopener">
              {t('shell.sign_in_again')}
            </Button>
          </Dialog>
        </>
      ) : null}
    </>
  )
}
