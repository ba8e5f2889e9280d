/** How it sounds: no hollow phrase, no blame, one apology at most. */
import type { Language } from '../../labels.ts'
import type { ReplyContext } from '../context.ts'
import { placesOf, type Reply, type Rule } from './finding.ts'
import { APOLOGIES } from './words.ts'

const firstPlace = (reply: Reply, words: RegExp | null, detail: (words: string) => string) => {
  const place = words && placesOf(reply, words)[0]
  return place ? { detail: detail(place.words), start: place.start, end: place.end } : null
}

const listed = (choose: (context: ReplyContext) => Record<Language, RegExp | null>, says: string) =>
  ((reply, context) =>
    firstPlace(
      reply,
      choose(context)[context.language],
      (words) => `“${words}” ${says}`,
    )) satisfies Rule['fault']

export const noHollowPhrase: Rule = {
  check: 'no_hollow_phrase',
  right: 'Every sentence says something.',
  fault: listed(({ library }) => library.hollow, 'says nothing.'),
}

export const noBlame: Rule = {
  check: 'no_blame',
  right: 'Blames nobody.',
  fault: listed(({ library }) => library.blaming, 'puts the blame on someone.'),
}

export const oneApology: Rule = {
  check: 'one_apology',
  right: 'Apologises once at most.',
  fault: (reply, { language }) => {
    const places = placesOf(reply, APOLOGIES[language])
    const second = places[1]
    return second
      ? { detail: `Apologises ${places.length} times.`, start: second.start, end: second.end }
      : null
  },
}
