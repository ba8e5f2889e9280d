/** The sentences of the screens, one folder per area so that pages can be written side by side. */
import type { UiLanguage } from '../languages.ts'
import type { Sentences } from '../translate.ts'
import accessAr from './access/ar.json' with { type: 'json' }
import accessEn from './access/en.json' with { type: 'json' }
import accessFa from './access/fa.json' with { type: 'json' }
import atRiskAr from './at-risk/ar.json' with { type: 'json' }
import atRiskEn from './at-risk/en.json' with { type: 'json' }
import atRiskFa from './at-risk/fa.json' with { type: 'json' }
import commonAr from './common/ar.json' with { type: 'json' }
import commonEn from './common/en.json' with { type: 'json' }
import commonFa from './common/fa.json' with { type: 'json' }
import inboxAr from './inbox/ar.json' with { type: 'json' }
import inboxEn from './inbox/en.json' with { type: 'json' }
import inboxFa from './inbox/fa.json' with { type: 'json' }
import insightsAr from './insights/ar.json' with { type: 'json' }
import insightsEn from './insights/en.json' with { type: 'json' }
import insightsFa from './insights/fa.json' with { type: 'json' }
import labelsAr from './labels/ar.json' with { type: 'json' }
import labelsEn from './labels/en.json' with { type: 'json' }
import labelsFa from './labels/fa.json' with { type: 'json' }
import playgroundAr from './playground/ar.json' with { type: 'json' }
import playgroundEn from './playground/en.json' with { type: 'json' }
import playgroundFa from './playground/fa.json' with { type: 'json' }
import qualityAr from './quality/ar.json' with { type: 'json' }
import qualityEn from './quality/en.json' with { type: 'json' }
import qualityFa from './quality/fa.json' with { type: 'json' }
import replyAr from './reply/ar.json' with { type: 'json' }
import replyEn from './reply/en.json' with { type: 'json' }
import replyFa from './reply/fa.json' with { type: 'json' }
import settingsAr from './settings/ar.json' with { type: 'json' }
import settingsEn from './settings/en.json' with { type: 'json' }
import settingsFa from './settings/fa.json' with { type: 'json' }
import shellAr from './shell/ar.json' with { type: 'json' }
import shellEn from './shell/en.json' with { type: 'json' }
import shellFa from './shell/fa.json' with { type: 'json' }

/** English names the keys; a test holds the others against it. */
const ENGLISH = {
  access: accessEn,
  'at-risk': atRiskEn,
  common: commonEn,
  inbox: inboxEn,
  insights: insightsEn,
  labels: labelsEn,
  playground: playgroundEn,
  quality: qualityEn,
  reply: replyEn,
  settings: settingsEn,
  shell: shellEn,
}

export type Area = keyof typeof ENGLISH
/** `inbox.title`. */
export type Key = { [In in Area]: `${In}.${keyof (typeof ENGLISH)[In] & string}` }[Area]

export const SENTENCES: Record<UiLanguage, Record<Area, Sentences>> = {
  en: ENGLISH,
  fa: {
    access: accessFa,
    'at-risk': atRiskFa,
    common: commonFa,
    inbox: inboxFa,
    insights: insightsFa,
    labels: labelsFa,
    playground: playgroundFa,
    quality: qualityFa,
    reply: replyFa,
    settings: settingsFa,
    shell: shellFa,
  },
  ar: {
    access: accessAr,
    'at-risk': atRiskAr,
    common: commonAr,
    inbox: inboxAr,
    insights: insightsAr,
    labels: labelsAr,
    playground: playgroundAr,
    quality: qualityAr,
    reply: replyAr,
    settings: settingsAr,
    shell: shellAr,
  },
}
export const AREAS = Object.keys(ENGLISH) as Area[]

const kept = new Map<string, Sentences>()

/** The sentences of some areas under their full keys. */
export function sentencesOf(language: UiLanguage, areas: readonly Area[] = AREAS): Sentences {
  const key = `${language} ${areas.join(' ')}`
  let sentences = kept.get(key)
  if (!sentences) {
    sentences = Object.fromEntries(
      areas.flatMap((area) =>
        Object.entries(SENTENCES[language][area]).map(([name, sentence]) => [`${area}.${name}`, sentence]),
      ),
    )
    kept.set(key, sentences)
  }
  return sentences
}
