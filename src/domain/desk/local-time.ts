/**
 * Wall clocks of time zones over Intl alone, so that it runs everywhere without a zone database of
 * its own. A local time is written as the milliseconds it would be in UTC.
 */
export const DAY_MS = 86_400_000

const formatters = new Map<string, Intl.DateTimeFormat>()

function formatter(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
  formatters.set(timeZone, made)
  return made
}

export function isTimeZone(timeZone: string): boolean {
  try {
    return formatter(timeZone) !== undefined
  } catch {
    return false
  }
}

/** What the wall clock shows at an instant. */
export function toLocal(instant: number, timeZone: string): number {
  const shown = formatter(timeZone).format(instant).match(/\d+/g)?.map(Number) ?? []
  const [month = 1, day = 1, year = 1970, hour = 0, minute = 0, second = 0] = shown
  return Date.UTC(year, month - 1, day, hour, minute, second) + (((instant % 1000) + 1000) % 1000)
}

/**
 * The instant at which the wall clock shows `local`, never decreasing. Of a time shown twice in
 * autumn the first counts; a time skipped in spring is the moment of the jump, so skipped hours
 * have no length.
 */
export function toInstant(local: number, timeZone: string): number {
  const offsetAt = (instant: number) => toLocal(instant, timeZone) - instant
  const before = offsetAt(local - DAY_MS)
  const after = offsetAt(local + DAY_MS)
  // No zone changes its clocks twice within two days.
  if (before === after) return local - before
  const candidates = [local - before, local - after].filter((instant) => toLocal(instant, timeZone) === local)
  if (candidates.length > 0) return Math.min(...candidates)
  let early = local - after
  let late = local - before
  while (late - early > 1) {
    const middle = Math.floor((early + late) / 2)
    if (toLocal(middle, timeZone) >= local) late = middle
    else early = middle
  }
  return late
}
