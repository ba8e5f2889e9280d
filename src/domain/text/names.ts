import type { PersonalSpan } from './personal-data.ts'

/** Words that stand beside names and are none; masking them would only make the text harder to read. */
const TITLES = new Set(
  'آقای اقای آقا خانم دکتر مهندس سید سیده حاج السيد السيدة الأستاذ الدكتور المهندس ابو أبو ام أم ابن بن بنت آل ال mr mrs ms miss dr prof sir madam van von der the'.split(
    ' ',
  ),
)

/** Letters that people type for one another. Not ى: the name علي would hide every Arabic على (“on”). */
const ALIKE = ['یيئ', 'کكڪ', 'هةۀە', 'اأإآٱ', 'وؤ']
const MARKS = '[\\u064b-\\u065f\\u0670\\u0640]*'

/**
 * Where the given names occur, whole or in part, however they are typed: Arabic or Persian letters, with
 * or without marks and half-spaces, any case, with an Arabic particle in front (`وأحمد`, `لأحمد`).
 */
export function findNames(text: string, names: readonly string[]): PersonalSpan[] {
  const wanted = new Set<string>()
  for (const name of names) {
    const whole = name.normalize('NFC').trim()
    if (lettersIn(whole) >= 2) wanted.add(whole)
    for (const part of whole.split(/[\s\u200c.-]+/)) {
      if (lettersIn(part) >= 3 && !TITLES.has(part.toLowerCase())) wanted.add(part)
    }
  }
  if (wanted.size === 0) return []
  const longestFirst = [...wanted].sort((first, second) => second.length - first.length)
  const pattern = `(?<![\\p{L}\\p{N}\\p{M}])([وفبلك]?)(${longestFirst.map(patternOf).join('|')})(?![\\p{L}\\p{N}])`
  return [...text.matchAll(new RegExp(pattern, 'giu'))].map((match) => ({
    kind: 'NAME',
    start: match.index + (match[1]?.length ?? 0),
    end: match.index + match[0].length,
  }))
}

function lettersIn(name: string): number {
  return name.match(/\p{L}/gu)?.length ?? 0
}

function patternOf(name: string): string {
  let pattern = ''
  for (const character of name.replace(/[\u064b-\u065f\u0670\u0640]/g, '')) {
    const alike = ALIKE.find((letters) => letters.includes(character))
    if (/[\s\u200c]/.test(character)) pattern += '[\\s\\u200c]+'
    else if (alike) pattern += `[${alike}]${MARKS}`
    else if (/\p{L}/u.test(character)) pattern += character + MARKS
    else pattern += `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`
  }
  return pattern
}
