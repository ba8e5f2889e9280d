/** What all pages of the settings have above them. */
import type { Child } from 'hono/jsx'
import { type Actor, isAllowed, type Permission } from '../../domain/actor.ts'
import { Button } from '../components/button.tsx'
import { Field } from '../components/field.tsx'
import { PageHead } from '../components/section.tsx'
import { Tabs } from '../components/tabs.tsx'
import type { View } from '../view.ts'

/** Each with what one must be allowed to see it; the first that is allowed is where `/settings` leads. */
export const SETTINGS_SECTIONS = {
  people: 'manage_people',
  keys: 'manage_keys',
  policy: 'read_insights',
  hours: 'read_articles',
  playbooks: 'read_articles',
  articles: 'read_articles',
  model: 'read_articles',
  about: 'read_articles',
} as const satisfies Record<string, Permission>
export type SettingsSection = keyof typeof SETTINGS_SECTIONS

export const sectionsFor = (actor: Pick<Actor, 'role'>) =>
  (Object.keys(SETTINGS_SECTIONS) as SettingsSection[]).filter((name) =>
    isAllowed(actor, SETTINGS_SECTIONS[name]),
  )

export function SettingsFrame({
  view,
  section,
  actions,
  children,
}: {
  view: View
  section: SettingsSection
  actions?: Child
  children: Child
}) {
  const { t } = view
  return (
    <>
      <PageHead title={t('settings.title')} actions={actions} />
      <Tabs
        label={t('settings.sections')}
        tabs={(view.reader ? sectionsFor(view.reader) : []).map((name) => ({
          href: `/settings/${name}`,
          label: t(`settings.${name}`),
          current: name === section,
        }))}
      />
      {children}
    </>
  )
}

/** A link or key just made, to be copied now. */
export function Secret({
  view,
  label,
  text,
  value,
}: {
  view: View
  label: string
  text: string
  value: string
}) {
  return (
    <div class="secret" role="status">
      <Field prefix="new" name="secret" label={label} hint={text} value={value} readonly dir="ltr" />
      <Button kind="primary" type="button" icon="copy" data-copy="new-secret">
        {view.t('common.copy')}
      </Button>
    </div>
  )
}
