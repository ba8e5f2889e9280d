/** Server-sent events out of a body that comes in pieces. `EventSource` cannot POST, hence this. */

export type ParsedEvent = { event: string; data: unknown }

/** Takes the next piece and answers the events that are whole by now. Comments and unknown fields mean nothing. */
export function createEventParser(): (piece: string) => ParsedEvent[] {
  let rest = ''
  return (piece) => {
    const blocks = (rest + piece).split(/\r?\n\r?\n/)
    rest = blocks.pop() ?? ''
    return blocks.flatMap((block) => {
      const fields = block.split(/\r?\n/).map((line) => /^(event|data): ?(.*)$/.exec(line))
      const of = (name: string) =>
        fields.flatMap((field) => (field?.[1] === name ? [field[2] ?? ''] : [])).join('\n')
      const [event, data] = [of('event'), of('data')]
      return event === '' || data === '' ? [] : [{ event, data: JSON.parse(data) as unknown }]
    })
  }
}
