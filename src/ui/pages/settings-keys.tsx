import { ROLES } from '../../domain/actor.ts'
import type { ApiKey } from '../../domain/key.ts'
import { Button, opens } from '../components/button.tsx'
import { Chip } from '../components/chip.tsx'
import { Dialog } from '../components/dialog.tsx'
import { Choices, Field } from '../components/field.tsx'
import { Section } from '../components/section.tsx'
import { EmptyState } from '../components/states.tsx'
import { Table } from '../components/table.tsx'
import { Ago, Code, Day, Words } from '../components/words.tsx'
import type { View } from '../view.ts'
import { Secret, SettingsFrame } from './settings.tsx'

export type KeySettingsProps = {
  view: View
  keys: ApiKey[]
  /** A key just made, shown only now. */
  newKey?: string
  /** The form for a new key once more, with what was wrong. */
  nameMissing?: boolean
}

export function KeySettingsPage({ view, keys, newKey, nameMissing = false }: KeySettingsProps) {
  const { t } = view
  return (
    <SettingsFrame
      view={view}
      section="keys"
      actions={
        <Button kind="primary" icon="plus" {...opens('new-key')}>
          {t('settings.make_key')}
        </Button>
      }
    >
      {newKey ? (
        <Secret view={view} label={t('settings.key_label')} text={t('settings.key_ready')} value={newKey} />
      ) : null}
      <Section
        id="keys"
        titleHidden
        title={t('settings.keys')}
        {...(keys.length > 0 ? { text: t('settings.keys_text') } : {})}
      >
        {keys.length === 0 ? (
          <EmptyState icon="key" title={t('settings.no_keys')} text={t('settings.keys_text')} />
        ) : (
          <KeyTable view={view} keys={keys} />
        )}
      </Section>
      <Dialog view={view} id="new-key" title={t('settings.new_key_title')} open={nameMissing}>
        <form method="post" action="/settings/keys" class="form">
          <Field
            name="name"
            label={t('settings.key_name')}
            mistake={nameMissing ? t('settings.key_name_missing') : undefined}
            dir="auto"
            maxlength={200}
            required
          />
          <Choices
            name="role"
            label={t('settings.role')}
            value="service"
            choices={ROLES.map((role) => ({
              value: role,
              label: t(`common.role_${role}`),
              hint: t(`settings.role_hint_${role}`),
            }))}
          />
          <Button kind="primary">{t('settings.make_key')}</Button>
        </form>
      </Dialog>
    </SettingsFrame>
  )
}

function KeyTable({ view, keys }: { view: View; keys: ApiKey[] }) {
  const { t } = view
  return (
    <Table
      caption={t('settings.keys')}
      rows={keys}
      rowKey={({ id }) => id}
      columns={[
        { key: 'name', heading: t('settings.key_name'), cell: ({ name }) => <Words>{name}</Words> },
        { key: 'prefix', heading: t('settings.key_prefix'), cell: ({ prefix }) => <Code>{prefix}…</Code> },
        { key: 'role', heading: t('settings.role'), cell: ({ role }) => t(`common.role_${role}`) },
        {
          key: 'created',
          heading: t('settings.key_created'),
          cell: ({ created_at }) => <Day view={view} at={created_at} />,
        },
        {
          key: 'used',
          heading: t('settings.key_last_used'),
          cell: ({ last_used_at }) =>
            last_used_at ? <Ago view={view} at={last_used_at} /> : t('settings.never'),
        },
        {
          key: 'actions',
          heading: t('settings.actions'),
          headingHidden: true,
          cell: (key) =>
            key.revoked_at ? (
              <Chip view={view} label={t('settings.revoked')} />
            ) : (
              <RevokeKey view={view} apiKey={key} />
            ),
        },
      ]}
    />
  )
}

function RevokeKey({ view, apiKey: { id, name } }: { view: View; apiKey: ApiKey }) {
  const { t } = view
  return (
    <>
      <Button kind="quiet" {...opens(`revoke-${id}`)}>
        {t('settings.revoke')}
      </Button>
      <Dialog
        view={view}
        id={`revoke-${id}`}
        title={t('settings.revoke_key')}
        text={t('settings.revoke_key_text', { name })}
      >
        <form method="post" action={`/settings/keys/${id}/revoke`} class="actions">
          <Button kind="danger">{t('settings.revoke_key')}</Button>
        </form>
      </Dialog>
    </>
  )
}
