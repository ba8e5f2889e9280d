/** Which service this is, and how it is. */
import { Chip } from '../components/chip.tsx'
import { Section } from '../components/section.tsx'
import { Table } from '../components/table.tsx'
import { Code } from '../components/words.tsx'
import type { View } from '../view.ts'
import { SettingsFrame } from './settings.tsx'

export type AboutSettingsProps = {
  view: View
  version: string
  model: string | null
  llmModel: string | null
  checks: readonly { name: string; ready: boolean; detail: string }[]
}

export function AboutSettingsPage({ view, version, model, llmModel, checks }: AboutSettingsProps) {
  const { t } = view
  const facts = [
    [t('settings.about_version'), version],
    [t('settings.about_model'), model],
    [t('settings.about_llm'), llmModel],
  ] as const
  return (
    <SettingsFrame view={view} section="about">
      <Section id="about" title={t('settings.about')} text={t('settings.about_text')}>
        <dl class="setup">
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value === null ? t('settings.about_none') : <Code>{value}</Code>}</dd>
            </div>
          ))}
          <div>
            <dt>{t('settings.about_api')}</dt>
            <dd>
              <a href="/docs">/docs</a> · <a href="/openapi.json">/openapi.json</a>
            </dd>
          </div>
        </dl>
      </Section>
      <Section id="health" title={t('settings.health')} text={t('settings.health_text')}>
        <Table
          caption={t('settings.health')}
          rows={checks}
          rowKey={({ name }) => name}
          columns={[
            { key: 'name', heading: t('settings.health_check'), cell: ({ name }) => <Code>{name}</Code> },
            {
              key: 'ready',
              heading: t('settings.health_state'),
              cell: ({ ready }) => (
                <Chip
                  view={view}
                  label={t(ready ? 'settings.health_ready' : 'settings.health_not_ready')}
                  tone={ready ? 'good' : 'alarm'}
                />
              ),
            },
            {
              key: 'detail',
              heading: t('settings.health_detail'),
              cell: ({ detail }) => (
                <span lang="en" dir="ltr">
                  {detail}
                </span>
              ),
            },
          ]}
        />
      </Section>
    </SettingsFrame>
  )
}
