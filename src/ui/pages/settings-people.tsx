import { type OneTimeLink, PERSON_ROLES, type Person } from '../../domain/person.ts'
import { Button, opens } from '../components/button.tsx'
import { Chip } from '../components/chip.tsx'
import { Dialog } from '../components/dialog.tsx'
import { Choices, Select } from '../components/field.tsx'
import { Menu } from '../components/menu.tsx'
import { Section } from '../components/section.tsx'
import { EmptyState } from '../components/states.tsx'
import { Table } from '../components/table.tsx'
import { Ago, Words } from '../components/words.tsx'
import type { View } from '../view.ts'
import { makerOf } from './join.tsx'
import { Secret, SettingsFrame } from './settings.tsx'

export type PeopleSettingsProps = {
  view: View
  people: Person[]
  links: OneTimeLink[]
  /** Days a link works. */
  linkDays: number
  /** A link just made, shown only now. */
  newLink?: string
  /** What could not be done. */
  mistake?: string
}

export function PeopleSettingsPage({ view, people, links, linkDays, newLink, mistake }: PeopleSettingsProps) {
  const { t, format } = view
  return (
    <SettingsFrame
      view={view}
      section="people"
      actions={
        <Button kind="primary" icon="plus" {...opens('invite')}>
          {t('settings.invite')}
        </Button>
      }
    >
      {mistake ? (
        <p class="mistake" role="alert">
          {mistake}
        </p>
      ) : null}
      {newLink ? (
        <Secret
          view={view}
          label={t('settings.link_label')}
          text={t('settings.link_ready')}
          value={newLink}
        />
      ) : null}
      <Section id="people" titleHidden title={t('settings.people')} text={t('settings.people_text')}>
        {people.length === 0 ? (
          <EmptyState icon="person" title={t('settings.people')} text={t('settings.no_people')} />
        ) : (
          <PeopleTable view={view} people={people} />
        )}
      </Section>
      <Section id="invitations" title={t('settings.invitations')}>
        {links.length === 0 ? (
          <p class="quiet">{t('settings.no_invitations')}</p>
        ) : (
          <LinkTable view={view} links={links} people={people} />
        )}
      </Section>
      <Dialog
        view={view}
        id="invite"
        title={t('settings.invite_title')}
        text={t('settings.invite_text', { days: format.duration(linkDays * 86_400_000) })}
      >
        <form method="post" action="/settings/invitations" class="form">
          <Choices
            name="role"
            label={t('settings.role')}
            value="agent"
            choices={PERSON_ROLES.map((role) => ({
              value: role,
              label: t(`common.role_${role}`),
              hint: t(`settings.role_hint_${role}`),
            }))}
          />
          <Button kind="primary">{t('settings.make_link')}</Button>
        </form>
      </Dialog>
    </SettingsFrame>
  )
}

function PeopleTable({ view, people }: { view: View; people: Person[] }) {
  const { t, reader } = view
  return (
    <Table
      caption={t('settings.people')}
      rows={people}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'name',
          heading: t('settings.name'),
          cell: ({ id, name }) => (
            <>
              <Words>{name}</Words>
              {id === reader?.id ? <span class="quiet"> · {t('settings.you')}</span> : null}
            </>
          ),
        },
        { key: 'email', heading: t('settings.email'), cell: ({ email }) => <bdi dir="ltr">{email}</bdi> },
        { key: 'role', heading: t('settings.role'), cell: ({ role }) => t(`common.role_${role}`) },
        {
          key: 'status',
          heading: t('settings.status'),
          cell: ({ suspended_at }) =>
            suspended_at ? (
              <Chip view={view} tone="notice" label={t('settings.suspended')} />
            ) : (
              t('settings.active')
            ),
        },
        {
          key: 'seen',
          heading: t('settings.last_seen'),
          cell: ({ last_seen_at }) =>
            last_seen_at ? <Ago view={view} at={last_seen_at} /> : t('settings.never'),
        },
        {
          key: 'actions',
          heading: t('settings.actions'),
          headingHidden: true,
          cell: (person) => <PersonMenu view={view} person={person} />,
        },
      ]}
    />
  )
}

function PersonMenu({ view, person }: { view: View; person: Person }) {
  const { t } = view
  const { id, name, role, suspended_at } = person
  const address = `/settings/people/${id}`
  return (
    <>
      <Menu label={`${t('settings.actions')}: ${name}`} icon="more" labelHidden>
        <form method="post" action={`${address}/role`} class="form">
          <Select
            prefix={id}
            name="role"
            label={t('settings.change_role')}
            value={role}
            choices={PERSON_ROLES.map((value) => ({ value, label: t(`common.role_${value}`) }))}
          />
          <Button>{t('settings.save')}</Button>
        </form>
        <div class="menu-list">
          <form method="post" action={`${address}/password-link`}>
            <Button kind="quiet">{t('settings.new_password_link')}</Button>
          </form>
          {suspended_at ? (
            <form method="post" action={`${address}/restore`}>
              <Button kind="quiet">{t('settings.restore')}</Button>
            </form>
          ) : (
            <Button kind="quiet" {...opens(`suspend-${id}`)}>
              {t('settings.suspend')}
            </Button>
          )}
        </div>
      </Menu>
      <Dialog
        view={view}
        id={`suspend-${id}`}
        title={t('settings.suspend')}
        text={t('settings.suspend_text', { name })}
      >
        <form method="post" action={`${address}/suspend`} class="actions">
          <Button kind="danger">{t('settings.suspend')}</Button>
        </form>
      </Dialog>
    </>
  )
}

function LinkTable({ view, links, people }: { view: View; links: OneTimeLink[]; people: Person[] }) {
  const { t, format } = view
  const nameOf = (person_id: string) => people.find(({ id }) => id === person_id)?.name ?? person_id
  return (
    <Table
      caption={t('settings.invitations')}
      rows={links}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'role',
          heading: t('settings.role'),
          cell: ({ role, person_id }) =>
            person_id === null ? (
              t(`common.role_${role}`)
            ) : (
              <>
                {t('settings.new_password_link')}: <Words>{nameOf(person_id)}</Words>
              </>
            ),
        },
        {
          key: 'by',
          heading: t('settings.invited_by'),
          cell: (link) => <Words>{makerOf(view, link) ?? view.t('common.service')}</Words>,
        },
        {
          key: 'expires',
          heading: t('settings.expires'),
          cell: ({ expires_at }) => <time datetime={expires_at}>{format.dateTime(expires_at)}</time>,
        },
        {
          key: 'actions',
          heading: t('settings.actions'),
          headingHidden: true,
          cell: ({ id }) => (
            <form method="post" action={`/settings/invitations/${id}/revoke`}>
              <Button kind="quiet">{t('settings.revoke')}</Button>
            </form>
          ),
        },
      ]}
    />
  )
}
