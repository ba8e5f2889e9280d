/** What the playground asks of `POST /v1/classify`, and the same as a command line. */
import type { Channel, Language } from '../../domain/labels.ts'
import type { ClassifyRequestInput, Fallback } from '../../domain/triage/request.ts'

export type Asked = { text: string; lang: Language | ''; channel: Channel | ''; fallback: Fallback }

export const bodyOf = ({ text, lang, channel, fallback }: Asked): ClassifyRequestInput => ({
  text,
  ...(lang === '' ? {} : { lang }),
  ...(channel === '' ? {} : { channel }),
  ...(fallback === 'auto' ? {} : { fallback }),
  explain: true,
})

/** Why a text cannot be sent; null when it can. @param most UTF-16 units */
export function problemOf(text: string, most: number): 'empty' | 'too_long' | null {
  if (text.trim() === '') return 'empty'
  return text.length > most ? 'too_long' : null
}

/** @param origin where the service is reached, e.g. `https://desk.example.com` */
export function curlCommand(origin: string, asked: Asked): string {
  return [
    `curl ${inQuotes(`${origin}/v1/classify`)}`,
    `-H ${inQuotes('authorization: Bearer YOUR_KEY')}`,
    `-H ${inQuotes('content-type: application/json')}`,
    `--data-raw ${inQuotes(JSON.stringify(bodyOf(asked)))}`,
  ].join(' \\\n  ')
}

/** For a POSIX shell: nothing inside means anything to it. */
const inQuotes = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`
