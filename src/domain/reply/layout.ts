/** From pieces to the text a channel carries: paragraphs, blank lines, sentences that begin as they should. */

import type { ReplyContext } from './context.ts'
import type { Step } from './draft.ts'

export type Piece = {
  step: Step
  text: string
  /** Id of the addition, offer or pool the words come from. */
  from: string
}

/** Steps that stand together in one paragraph. */
const PARAGRAPHS: readonly (readonly Step[])[] = [
  ['greeting'],
  ['boundary', 'acknowledge', 'care', 'own'],
  ['action', 'compensation', 'ask', 'next_contact'],
  ['further'],
  ['close'],
]

export function layOut(
  pieces: readonly Piece[],
  { channel, language, public: isPublic }: ReplyContext,
): string {
  const said = (steps: readonly Step[]) =>
    pieces
      .filter(({ step }) => steps.includes(step))
      .map(({ text }) => (language === 'en' ? capitalised(text) : text))
      .join(' ')
  const paragraphs = PARAGRAPHS.map(said).filter((paragraph) => paragraph !== '')
  if (channel === 'email' && !isPublic) return paragraphs.join('\n\n')
  if (channel === 'sms') return paragraphs.join('\n')
  const [greeting, ...rest] = said(['greeting']) === '' ? ['', ...paragraphs] : paragraphs
  const [first = '', ...others] = rest
  // A greeting that ends with a comma stands alone, or the next word would need a small letter.
  const opening = /[,،]$/.test(greeting ?? '') ? `${greeting}\n${first}` : `${greeting} ${first}`.trim()
  return [opening, ...others].join(isPublic ? ' ' : '\n')
}

/** A fact such as "our delivery team" may begin a sentence. */
const capitalised = (text: string) =>
  text.replace(/(^|[.!?]\s)(\p{Ll})/gu, (_, before: string, letter: string) => before + letter.toUpperCase())
