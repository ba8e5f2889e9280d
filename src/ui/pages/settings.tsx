/** What all pages of the settings have above them. */
import type { Child } from 'hono/jsx'
import { Button } from '../components/button.tsx'
import { Field } from '../components/field.tsx'
import { PageHead } from '../components/section.tsx'
import { Tabs } from '../components/tabs.tsx'
import type { View } from '../view.ts'

export type SettingsSection = 'people' | 'keys'
const SECTIONS: SettingsSection[] = ['people', 'keys']

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
        tabs={SECTIONS.map((name) => ({
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
