import { Hono } from 'hono'
import { CHANNELS, LANGUAGES } from '../../../domain/labels.ts'
import type { ModelManifest } from '../../../domain/triage/manifest.ts'
import { applySettings, type PolicySettings } from '../../../domain/triage/policy.ts'
import { MAX_TEXT_LENGTH } from '../../../domain/triage/request.ts'
import type { Thresholds } from '../../../ui/islands/playground/reading.tsx'
import { PlaygroundPage } from '../../../ui/pages/playground.tsx'
import type { AppEnv } from '../../context.ts'
import { pageFor } from '../page.tsx'
import type { ScreenDeps } from '../ports.ts'

const PAGE = {
  title: 'playground.title',
  nav: 'playground',
  permission: 'classify',
  islands: ['playground'],
  areas: ['playground', 'labels'],
} as const

export function playgroundRoutes(deps: ScreenDeps) {
  const routes = new Hono<AppEnv>()
  routes.get(
    '/playground',
    pageFor(deps, PAGE, (_, { view }) => {
      const card = deps.modelCard()
      return (
        <PlaygroundPage
          view={view}
          channels={CHANNELS}
          languages={LANGUAGES}
          maxLength={MAX_TEXT_LENGTH}
          thresholds={card && thresholdsOf(card, deps.settings.policy)}
          llmModel={deps.settings.llmModel}
        />
      )
    }),
  )
  return routes
}

function thresholdsOf({ label_thresholds, policy }: ModelManifest, settings: PolicySettings): Thresholds {
  const { sentiment, urgency } = applySettings(policy, settings)
  return {
    ...label_thresholds,
    sentiment: sentiment.confidence,
    urgency: urgency.confidence,
    calm_urgency: urgency.low_confidence ?? urgency.confidence,
  }
}
