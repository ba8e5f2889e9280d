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
  ['close'],
]

export function layOut(
  pieces: readonly Piece[],
  { channel, language, public: isPublic }: ReplyContext,
): string {
  const said = (steps: readonly Step[]) =>
    pieces
      .filter(({ step }) => steps.includes(step))
      .map(({ text }) =>
        language === 'en' ? text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase()) : text,
      )
      .join(' ')
  const paragraphs = PARAGRAPHS.map(said).filter((paragraph) => paragraph !== '')
  if (channel === 'email' && !isPublic) return paragraphs.join('\n\n')
  if (channel === 'sms') return paragraphs.join('\n')
  const [greeting, ...rest] = said(['greeting']) === '' ? ['', ...paragraphs] : paragraphs
  const [first = '', ...others] = rest
  return [`${greeting} ${first}`.trim(), ...others].join(isPublic ? ' ' : '\n')
}
