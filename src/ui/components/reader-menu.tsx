/** The reader's own menu: who they are, how they want to see things, and the way out. */
import { LANGUAGE_NAMES, UI_LANGUAGES } from '../languages.ts'
import { CALENDARS, DENSITIES, type Preferences, THEMES } from '../preferences.ts'
import type { View } from '../view.ts'
import { Button } from './button.tsx'
import { Select } from './field.tsx'
import { Menu } from './menu.tsx'
import { Words } from './words.tsx'

/** How the page looks and speaks; without a reader it is kept in a cookie only. */
export function DisplayForm({
  view,
  preferences,
  here,
}: {
  view: View
  preferences: Preferences
  here: string
}) {
  const { t, language, format } = view
  const prefix = 'display'
  return (
    <form method="post" action="/preferences" class="form" lang={language}>
      <input type="hidden" name="here" value={here} />
      <Select
        prefix={prefix}
        name="language"
        label={t('shell.language')}
        value={language}
        choices={UI_LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
      />
      <Select
        prefix={prefix}
        name="theme"
        label={t('shell.theme')}
        value={preferences.theme ?? 'system'}
        choices={THEMES.map((value) => ({ value, label: t(`shell.theme_${value}`) }))}
      />
      <Select
        prefix={prefix}
        name="density"
        label={t('shell.density')}
        value={preferences.density ?? 'comfortable'}
        choices={DENSITIES.map((value) => ({ value, label: t(`shell.density_${value}`) }))}
      />
      <Select
        prefix={prefix}
        name="calendar"
        label={t('shell.calendar')}
        value={format.calendar}
        choices={CALENDARS.map((value) => ({ value, label: t(`shell.calendar_${value}`) }))}
      />
      <Select
        prefix={prefix}
        name="keys"
        label={t('shell.keys_setting')}
        value={preferences.keys ?? 'on'}
        choices={[
          { value: 'on', label: t('shell.keys_on') },
          { value: 'off', label: t('shell.keys_off') },
        ]}
      />
      <Button>{t('shell.apply')}</Button>
    </form>
  )
}

export function ReaderMenu(props: { view: View; preferences: Preferences; here: string }) {
  const { t, reader } = props.view
  if (!reader) return null
  return (
    <div class="rail-reader">
      <Menu label={t('shell.reader_menu')} icon="person" labelHidden align="start">
        <p class="reader">
          <Words>{reader.name}</Words>
          <span class="quiet">{t(`common.role_${reader.role}`)}</span>
        </p>
        <DisplayForm {...props} />
        <div class="menu-list">
          <Button kind="quiet" type="button" data-opens="palette">
            {t('common.palette')}
          </Button>
          <Button kind="quiet" type="button" data-opens="shortcuts">
            {t('shell.shortcuts')}
          </Button>
          <form method="post" action="/sign-out">
            <Button kind="quiet">{t('shell.sign_out')}</Button>
          </form>
        </div>
      </Menu>
    </div>
  )
}
