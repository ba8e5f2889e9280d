/** How this desk is set up, to read: thresholds and what others would change, hours, playbooks, model, service. */
import { Hono } from 'hono'
import { readPolicyPreview } from '../../../actions/preview-policy.ts'
import { isOpen, nextOpening } from '../../../domain/desk/business-hours.ts'
import { DEFAULT_SLA_TARGETS } from '../../../domain/desk/sla.ts'
import { language as languageLabel } from '../../../domain/labels.ts'
import { applySettings } from '../../../domain/triage/policy.ts'
import { SETTINGS_SECTIONS } from '../../../ui/pages/settings.tsx'
import { AboutSettingsPage } from '../../../ui/pages/settings-about.tsx'
import { HoursSettingsPage } from '../../../ui/pages/settings-hours.tsx'
import { ModelSettingsPage } from '../../../ui/pages/settings-model.tsx'
import { PlaybookSettingsPage } from '../../../ui/pages/settings-playbooks.tsx'
import { PolicySettingsPage } from '../../../ui/pages/settings-policy.tsx'
import { offersIn, situationsIn } from '../../../ui/settings/playbook-search.ts'
import { readPreviewAddress } from '../../../ui/settings/preview-address.ts'
import type { AppEnv } from '../../context.ts'
import { pageFor } from '../page.tsx'
import type { ScreenDeps } from '../ports.ts'

const page = (section: 'policy' | 'hours' | 'playbooks' | 'model' | 'about') =>
  ({ title: `settings.${section}`, nav: 'settings', permission: SETTINGS_SECTIONS[section] }) as const

export function deskSettingsRoutes(deps: ScreenDeps) {
  const { desk, settings } = deps
  const routes = new Hono<AppEnv>()
  routes.get(
    '/settings/policy',
    pageFor(deps, page('policy'), async (c, { view, actor }) => {
      const thresholds = deps.modelCard()?.policy ?? null
      const current = thresholds && applySettings(thresholds, settings.policy)
      const address = readPreviewAddress(c.req.query(), {
        urgency: current?.urgency.confidence ?? 0.5,
        sentiment: current?.sentiment.confidence ?? 0.5,
      })
      const { limit, urgency, sentiment } = address
      const preview =
        thresholds &&
        (await readPolicyPreview(desk, actor, {
          thresholds,
          now: settings.policy,
          proposed: { urgencyConfidence: urgency, sentimentConfidence: sentiment },
          limit,
        }))
      return (
        <PolicySettingsPage
          view={view}
          current={current}
          settings={settings.policy}
          address={address}
          preview={preview}
        />
      )
    }),
  )
  routes.get(
    '/settings/hours',
    pageFor(deps, page('hours'), (_, { view }) => {
      const { hours } = desk.rules
      const now = desk.clock().getTime()
      const open = isOpen(now, hours)
      return (
        <HoursSettingsPage
          view={view}
          hours={hours}
          targets={DEFAULT_SLA_TARGETS}
          isOpen={open}
          opensAt={open ? null : new Date(nextOpening(now, hours)).toISOString()}
        />
      )
    }),
  )
  routes.get(
    '/settings/playbooks',
    pageFor(deps, page('playbooks'), (c, { view }) => {
      const library = desk.playbooks
      const query = (c.req.query('q') ?? '').slice(0, 200)
      const asked = languageLabel.safeParse(c.req.query('lang'))
      const language = asked.success ? asked.data : view.language
      return (
        <PlaybookSettingsPage
          view={view}
          query={query}
          language={language}
          situations={library ? situationsIn(library, language, query) : []}
          offers={library ? offersIn(library, language, query) : []}
          brand={library?.brand ?? null}
        />
      )
    }),
  )
  routes.get(
    '/settings/model',
    pageFor(deps, page('model'), async (_, { view }) => (
      <ModelSettingsPage view={view} card={deps.modelCard()} weakSpots={await deps.weakSpots()} />
    )),
  )
  routes.get(
    '/settings/about',
    pageFor(deps, page('about'), async (_, { view }) => {
      const card = deps.modelCard()
      return (
        <AboutSettingsPage
          view={view}
          version={settings.version}
          model={card && `${card.name}@${card.version}`}
          llmModel={settings.llmModel}
          checks={await deps.readiness()}
        />
      )
    }),
  )
  return routes
}
