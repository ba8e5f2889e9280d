/** All playbooks together, checked against each other and made ready for matching. */
import { LANGUAGES, type Language } from '../labels.ts'
import type { AcknowledgementWording } from './acknowledgement-wording.ts'
import { compileCues } from './cues.ts'
import {
  type Addition,
  type Brand,
  type CompensationPolicy,
  type Frame,
  type Offer,
  OWNER_OF_TOPIC,
  type PlaybookFile,
  type Situation,
} from './playbook.ts'

/** Where a text comes from; a draft cites it. */
export type Source = { file: string; place: string }

export type KnownSituation = Situation & {
  /** `topic/name` */
  id: string
  source: Source
  cues: Record<Language, Record<'words' | 'with' | 'unless' | 'named_by', RegExp | null>>
}
export type KnownAddition = Addition & { id: string; source: Source }
export type KnownOffer = Offer & { id: string; source: Source }
type Words = Record<Language, RegExp | null>

export type Library = {
  /** By falling priority. */
  situations: KnownSituation[]
  additions: KnownAddition[]
  offers: KnownOffer[]
  frame: Frame
  acknowledgement: AcknowledgementWording
  /** Problems that are themselves what the customer sent: a question, a request. */
  said: Words
  /** The cue words of `further` in the frame. */
  further: Record<Language, Record<'joins' | 'buts' | 'asks' | 'requests', RegExp | null>>
  brand: Brand
  hollow: Words
  blaming: Words
  promises: { kind: string; words: Words }[]
  sources: { frame: string; brand: string; policy: string }
}

/** Contents by file name, each already right in itself. */
export type LibraryFiles = {
  playbooks: { file: string; content: PlaybookFile }[]
  additions: { file: string; content: { additions: Record<string, Addition> } }
  frame: { file: string; content: Frame }
  acknowledgement: { file: string; content: AcknowledgementWording }
  brand: { file: string; content: Brand }
  policy: { file: string; content: CompensationPolicy }
}

export type OpenedLibrary =
  | { ok: true; library: Library }
  | { ok: false; file: string; path: (string | number)[]; problem: string }

/** Joins the files; a name that another file does not know is the first problem told. */
export function openLibrary(files: LibraryFiles): OpenedLibrary {
  const { frame, brand, policy, additions } = files
  const situations: KnownSituation[] = []
  for (const { file, content } of files.playbooks) {
    for (const [name, situation] of Object.entries(content.situations)) {
      const refuse = (problem: string, ...path: (string | number)[]): OpenedLibrary => ({
        ok: false,
        file,
        path: ['situations', name, ...path],
        problem,
      })
      const unknown = (names: readonly string[], known: object) =>
        names.findIndex((each) => !Object.hasOwn(known, each))
      if (situation.owner !== OWNER_OF_TOPIC && !Object.hasOwn(frame.content.owners, situation.owner))
        return refuse(`"${situation.owner}" is not among the owners of ${frame.file}`, 'owner')
      for (const [field, known, where] of [
        ['offers', policy.content.offers, policy.file],
        ['remedies', policy.content.promises, policy.file],
        ['without', additions.content.additions, additions.file],
      ] as const) {
        const index = unknown(situation[field], known)
        if (index >= 0) return refuse(`"${situation[field][index]}" is not in ${where}`, field, index)
      }
      situations.push({
        ...situation,
        id: `${content.topic}/${name}`,
        source: { file, place: name },
        cues: byLanguage((language) => ({
          words: compileCues(situation[language].words, language),
          with: compileCues(situation[language].with, language),
          unless: compileCues(situation[language].unless, language),
          named_by: compileCues(situation[language].named_by, language),
        })),
      })
    }
  }
  const [one, other] = twins(situations)
  if (one && other)
    return {
      ok: false,
      file: other.source.file,
      path: ['situations', other.source.place],
      problem: `${one.source.file} has "${one.source.place}" of the same topic already`,
    }
  if (!situations.some(({ recognise }) => recognise.some(alwaysHolds)))
    return {
      ok: false,
      file: additions.file.replace(/\/[^/]*$/, ''),
      path: [],
      problem: 'no situation fits every message; one needs a line `- words: any` and nothing else in it',
    }
  for (const [name, { instead_of }] of Object.entries(additions.content.additions)) {
    if (instead_of !== undefined && !Object.hasOwn(additions.content.additions, instead_of))
      return {
        ok: false,
        file: additions.file,
        path: ['additions', name, 'instead_of'],
        problem: `"${instead_of}" is not among the additions`,
      }
  }
  for (const [name, { owner }] of Object.entries(frame.content.topics)) {
    if (!Object.hasOwn(frame.content.owners, owner))
      return {
        ok: false,
        file: frame.file,
        path: ['topics', name, 'owner'],
        problem: `"${owner}" is not among the owners`,
      }
  }
  for (const [name, offer] of Object.entries(policy.content.offers)) {
    const index = offer.promises.findIndex((kind) => !Object.hasOwn(policy.content.promises, kind))
    if (index >= 0)
      return {
        ok: false,
        file: policy.file,
        path: ['offers', name, 'promises', index],
        problem: `"${offer.promises[index]}" is not among the promises`,
      }
  }
  return {
    ok: true,
    library: {
      situations: situations.toSorted((first, second) => second.priority - first.priority),
      additions: Object.entries(additions.content.additions)
        .map(([id, each]) => ({ ...each, id, source: { file: additions.file, place: id } }))
        .sort((first, second) => second.priority - first.priority),
      offers: Object.entries(policy.content.offers).map(([id, each]) => ({
        ...each,
        id,
        source: { file: policy.file, place: id },
      })),
      frame: frame.content,
      acknowledgement: files.acknowledgement.content,
      said: byLanguage((language) => compileCues(files.acknowledgement.content[language].said, language)),
      further: byLanguage((language) => {
        const { joins, buts, asks, requests } = frame.content[language].further
        return {
          joins: compileCues(joins, language),
          buts: compileCues(buts, language),
          asks: compileCues(asks, language),
          requests: compileCues(requests, language),
        }
      }),
      brand: brand.content,
      hollow: byLanguage((language) => compileCues(brand.content.hollow_phrases[language], language)),
      blaming: byLanguage((language) => compileCues(brand.content.blaming_phrases[language], language)),
      promises: Object.entries(policy.content.promises).map(([kind, phrases]) => ({
        kind,
        words: byLanguage((language) => compileCues(phrases[language], language)),
      })),
      sources: { frame: frame.file, brand: brand.file, policy: policy.file },
    },
  }
}

/** Of a clause: every message fits it. */
export const alwaysHolds = (clause: Situation['recognise'][number]) =>
  clause.words === 'any' && Object.keys(clause).length === 1

const byLanguage = <Value>(make: (language: Language) => Value): Record<Language, Value> =>
  Object.fromEntries(LANGUAGES.map((language) => [language, make(language)])) as Record<Language, Value>

function twins(situations: readonly KnownSituation[]): KnownSituation[] {
  const seen = new Map<string, KnownSituation>()
  for (const each of situations) {
    const earlier = seen.get(each.id)
    if (earlier) return [earlier, each]
    seen.set(each.id, each)
  }
  return []
}
